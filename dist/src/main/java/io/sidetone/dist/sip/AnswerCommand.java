package io.sidetone.dist.sip;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.Version;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.ua.RefusedException;
import io.sidetone.sip.ua.Registration;
import io.sidetone.sip.ua.RegistrationHandler;
import io.sidetone.sip.ua.RegistrationSettings;
import io.sidetone.sip.ua.UserAgent;
import io.sidetone.sip.uri.SipUri;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sip answer`: a telephone that answers by itself.
@Command(
        name = "answer",
        description = "A telephone that answers, or refuses, what comes; for trials.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it has ended as it was told to",
            "1:fault on this side",
            "2:bad usage",
            "3:the registrar has refused",
            "5:the registrar did not answer in time",
            "6:no way to the registrar",
            "7:password missing or wrong"
        })
final class AnswerCommand implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Stop stop;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Mixin
    private final AudioOptions audioOptions = new AudioOptions();

    @Option(names = "--register", description = "Register as --from first, and remove the binding at the end.")
    private boolean register;

    @Option(names = "--status", paramLabel = "CODE", description = "Refuse all calls with this, such as 486.")
    private int status;

    @Option(
            names = "--ring",
            paramLabel = "S",
            defaultValue = "0",
            description = "Ring for so long before that (default: ${DEFAULT-VALUE}).")
    private double ring;

    @Option(names = "--duration", paramLabel = "S", description = "Hang up so many seconds after the answer.")
    private @Nullable Double duration;

    @Option(names = "--max-calls", paramLabel = "N", description = "End after so many calls.")
    private int maxCalls = Integer.MAX_VALUE;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3600",
            description = "End after so long (default: ${DEFAULT-VALUE}).")
    private double seconds;

    AnswerCommand(Stop stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws CommandException {
        if (status != 0 && (status < 300 || status > 699)) {
            throw CommandException.usage("--status is from 300 to 699, not " + status + ".");
        }
        if (maxCalls < 1) {
            throw CommandException.usage("--max-calls needs a number from 1 on, not " + maxCalls + ".");
        }
        Double limit = duration;
        AnsweredCalls.Manner manner = new AnsweredCalls.Manner(
                status,
                CommonOptions.seconds("--ring", ring),
                limit == null ? null : CommonOptions.seconds("--duration", limit),
                maxCalls);
        Duration life = CommonOptions.seconds("--seconds", seconds);
        // Read once now, so that what is wrong with it is said now.
        var _ = audioOptions.source();
        NameAddress identity = options.identity(CommonOptions.uri("sip:anonymous@anonymous.invalid"));
        SipUri address = register && options.isNamed() && identity.uri() instanceof SipUri sip ? sip : null;
        if (register && address == null) {
            throw CommandException.usage("--register needs --from, such as --from sip:bob@example.org.");
        }
        Report report = options.report();
        report.put("command", "answer");
        AnsweredCalls calls = new AnsweredCalls(manner, audioOptions, report);
        try (Phone phone = Phone.open(options, identity, calls)) {
            calls.begin(phone);
            for (Listener socket : phone.element().listeners()) {
                String text = socket.settings().transport().token() + ":" + Journal.text(socket.local());
                report.add("listening", text);
                report.say("listening at " + text);
            }
            Registration registration = address == null ? null : register(phone, identity, address, report);
            report.say("ready");
            boolean _ = stop.await(calls.finished(), life);
            calls.hangUpAll(GRACE);
            if (registration != null) {
                var _ = new Stop().await(registration.unregister(), GRACE);
            }
        } catch (RefusedException e) {
            String why = Outcome.words(e, e.response() != null, true);
            report.put("problem", why);
            report.say("can not register: " + why);
            int code = Outcome.of(e, e.response() != null);
            report.finish(code);
            return code;
        }
        report.finish(ExitCode.DONE);
        return ExitCode.DONE;
    }

    private static Registration register(Phone phone, NameAddress identity, SipUri address, Report report)
            throws CommandException, RefusedException {
        SipUri registrar = address.withUser(null);
        var _ = phone.way(registrar);
        Registration registration =
                phone.agent().register(RegistrationSettings.of(registrar, identity), RegistrationHandler.NONE);
        Registration done = UserAgent.await(registration.registered(), phone.timeout());
        report.say("registered as " + address);
        report.put("registered", address.toString());
        return done;
    }
}
