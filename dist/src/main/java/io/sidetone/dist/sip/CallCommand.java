package io.sidetone.dist.sip;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.Version;
import io.sidetone.dist.sip.rtp.TelephoneEvent;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.ua.Body;
import io.sidetone.sip.ua.Call;
import io.sidetone.sip.ua.CallEnd;
import io.sidetone.sip.ua.RefusedException;
import io.sidetone.sip.ua.UserAgent;
import io.sidetone.sip.ua.UserAgentHandler;
import io.sidetone.sip.uri.Uri;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sip call`: calls somebody, talks, listens, hangs up.
@Command(
        name = "call",
        description = "Calls somebody, and tells what was heard and who has hung up.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:answered, and ended by a hang-up",
            "1:fault on this side",
            "2:bad usage",
            "3:refused",
            "4:busy (486, 600)",
            "5:not answered in time, or given up (408, 480, 487)",
            "6:no way: nothing was heard of the other side",
            "7:password missing or wrong (401, 407)",
            "8:answered, and broke"
        })
final class CallCommand implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Stop stop;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Mixin
    private final AudioOptions audioOptions = new AudioOptions();

    @Parameters(paramLabel = "URI", description = "Whom to call, such as sip:bob@example.org.")
    private String target = "";

    @Option(
            names = "--duration",
            paramLabel = "S",
            description = "Hang up so many seconds after the answer (default: 10, or when all was played).")
    private @Nullable Double duration;

    @Option(
            names = "--ring-timeout",
            paramLabel = "S",
            defaultValue = "60",
            description = "Give up if nobody answers for so long (default: ${DEFAULT-VALUE}).")
    private double ringTimeout;

    @Option(
            names = "--cancel-after",
            paramLabel = "S",
            description = "Cancel the call after so long if it still rings.")
    private @Nullable Double cancelAfter;

    @Option(names = "--dtmf", paramLabel = "KEYS", description = "Keys to press after the answer; a comma is a second.")
    private String dtmf = "";

    @Option(
            names = "--wait",
            paramLabel = "S",
            defaultValue = "0.5",
            description = "Seconds from the answer to the first key (default: ${DEFAULT-VALUE}).")
    private double wait;

    CallCommand(Stop stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws CommandException {
        Uri uri = CommonOptions.uri(target);
        check();
        Consumer<SipRequest.Builder> headers = options.headers();
        Report report = options.report();
        report.put("command", "call");
        report.put("target", uri.toString());
        try (Phone phone = Phone.open(options, options.identity(uri), UserAgentHandler.NONE)) {
            Flow way = phone.way(uri);
            report.put("peer", Journal.name(way));
            try (AudioSession audio = AudioSession.open(
                    way.local(),
                    audioOptions.source(),
                    audioOptions.laws(),
                    phone.element().layer().random())) {
                int code = call(phone, uri, new Talk(audio, () -> {}), headers, report);
                report.finish(code);
                return code;
            }
        } catch (IOException e) {
            throw CommandException.failed("no socket for audio can be had: " + e.getMessage());
        }
    }

    private void check() throws CommandException {
        String keys = keys();
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            if (key != ',' && TelephoneEvent.KEYS.indexOf(key) < 0) {
                throw CommandException.usage("--dtmf takes the keys " + TelephoneEvent.KEYS + ", not " + key + ".");
            }
        }
        Duration _ = CommonOptions.seconds("--wait", wait);
        Duration _ = duration();
        Duration _ = cancelAfter();
    }

    private String keys() {
        return dtmf.toUpperCase(Locale.ROOT);
    }

    private Duration duration() throws CommandException {
        Double given = duration;
        return CommonOptions.seconds("--duration", given == null ? audioOptions.isRecording() ? 0 : 10 : given);
    }

    private Duration cancelAfter() throws CommandException {
        Double given = cancelAfter;
        return given == null ? FOREVER : CommonOptions.seconds("--cancel-after", given);
    }

    private int call(Phone phone, Uri uri, Talk talk, Consumer<SipRequest.Builder> headers, Report report)
            throws CommandException {
        watch(phone, report);
        Duration patience = CommonOptions.seconds("--ring-timeout", Math.max(ringTimeout, 0.1));
        Call call = phone.agent().call(uri, talk.audio().offer(), talk, patience, headers);
        Duration cancel = cancelAfter();
        boolean decided =
                stop.await(call.established(), cancel.compareTo(patience) < 0 ? cancel : patience.plus(GRACE));
        if (!decided) {
            call.hangUp();
            boolean _ = new Stop().await(call.ended(), GRACE);
        }
        try {
            if (!call.established().isDone()) {
                return missed(phone, report, null);
            }
            Call _ = UserAgent.await(call.established(), GRACE);
        } catch (RefusedException e) {
            return missed(phone, report, e);
        }
        report.say("answered by " + call.remote().uri());
        report.put("answered", true);
        long answered = phone.journal().now();
        CallEnd end = talk(phone, call, talk, report);
        long ended = phone.journal().now();
        report.put("seconds", Report.rounded((ended - answered) / 1e9));
        talk.facts(end).forEach(report::put);
        report.say(Talk.ending(end));
        report.say(talk.words());
        return switch (end.cause()) {
            case LOCAL, REMOTE -> ExitCode.DONE;
            case REFUSED, TIMEOUT, FAILED, EXPIRED -> Outcome.BROKEN;
        };
    }

    private static void watch(Phone phone, Report report) {
        phone.journal().watch(response -> {
            if (response.cseq() != null && response.cseq().method().equals(Method.INVITE)) {
                Map<String, @Nullable Object> facts = new LinkedHashMap<>();
                facts.put("status", (long) response.statusCode());
                facts.put("phrase", response.phrase());
                facts.put("ms", Report.millis(phone.journal().now()));
                report.add("progress", facts);
                report.put(response);
                report.say(response.statusCode() + " " + response.phrase());
            }
        });
    }

    /// The call was not answered.
    private static int missed(Phone phone, Report report, @Nullable RefusedException refused) {
        report.put("answered", false);
        boolean heardOf = phone.journal().isHeardOf(Method.INVITE);
        int code = refused == null ? heardOf ? Outcome.NO_ANSWER : Outcome.NO_WAY : Outcome.of(refused, heardOf);
        String why = refused == null
                ? heardOf ? "given up" : "nothing was heard"
                : Outcome.words(refused, heardOf, phone.withPassword());
        report.put("problem", why);
        report.say("not answered: " + why);
        return code;
    }

    /// Presses keys, waits, and hangs up, if the other side does not do so first.
    private CallEnd talk(Phone phone, Call call, Talk talk, Report report) throws CommandException {
        long start = phone.journal().now();
        if (!dtmf.isEmpty() && !stop.await(call.ended(), CommonOptions.seconds("--wait", wait))) {
            press(call, talk, report);
        }
        Duration over = Duration.ofNanos(phone.journal().now() - start);
        boolean ended = stop.await(call.ended(), duration().minus(over));
        while (!ended
                && duration == null
                && !talk.audio().stream().isAtEnd()
                && audioOptions.isRecording()
                && !stop.isWanted()) {
            ended = stop.await(call.ended(), LOOK);
        }
        if (!ended) {
            CompletableFuture<SipResponse> bye = phone.journal().answer(call.callId(), Method.BYE);
            call.hangUp();
            boolean _ = new Stop().await(bye, GRACE);
        }
        try {
            return UserAgent.await(call.ended(), GRACE);
        } catch (RefusedException e) {
            return new CallEnd(CallEnd.Cause.FAILED, e.statusCode(), e.phrase());
        }
    }

    private void press(Call call, Talk talk, Report report) {
        String keys = keys();
        Duration most = Duration.ofSeconds(1).multipliedBy(keys.length()).plus(GRACE);
        boolean events = talk.audio().stream().takesKeys();
        report.put("dtmf", events ? "rtp" : "info");
        report.say("pressing " + keys + (events ? " by telephone events" : " by INFO"));
        if (events) {
            boolean _ = stop.await(talk.audio().stream().press(keys), most);
            return;
        }
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            if (key == ',') {
                stop.pause(Duration.ofSeconds(1));
                continue;
            }
            Body body = new Body(Talk.DTMF, Text.encode("Signal=" + key + "\r\nDuration=100\r\n"));
            try {
                var _ = UserAgent.await(call.send(Method.INFO, body, _ -> {}), GRACE);
            } catch (RefusedException e) {
                report.put("dtmfRefused", e.getMessage());
                report.say("the key " + key + " was refused: " + e.getMessage());
                return;
            }
        }
    }
}
