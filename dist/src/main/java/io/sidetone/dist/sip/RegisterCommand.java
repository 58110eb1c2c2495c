package io.sidetone.dist.sip;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.Version;
import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.Contact;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.ua.RefusedException;
import io.sidetone.sip.ua.UserAgentHandler;
import io.sidetone.sip.uri.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sip register`: adds, removes and lists the bindings of an address at its registrar.
@Command(
        name = "register",
        description = "Registers where somebody is reached, or tells where.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:fault on this side",
            "2:bad usage",
            "3:refused",
            "4:busy",
            "5:not answered in time",
            "6:no way to the registrar",
            "7:password missing or wrong"
        })
final class RegisterCommand implements Callable<Integer> {

    private final Stop stop;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "AOR", description = "Whose bindings, such as sip:alice@example.org.")
    private String target = "";

    @Option(names = "--contact", paramLabel = "URI", description = "Where he is reached; default: here. Repeatable.")
    private List<String> contacts = List.of();

    @Option(
            names = "--expires",
            paramLabel = "S",
            defaultValue = "3600",
            description = "For how many seconds (default: ${DEFAULT-VALUE}).")
    private long expires;

    @Option(names = "--keep", paramLabel = "S", description = "Stay registered for so long, then remove the binding.")
    private @Nullable Double keep;

    @ArgGroup
    private @Nullable Instead instead;

    /// What to do instead of adding a binding.
    private static final class Instead {

        @Option(names = "--remove", description = "Remove the bindings of --contact.")
        private boolean remove;

        @Option(names = "--remove-all", description = "Remove all bindings.")
        private boolean removeAll;

        @Option(names = "--query", description = "Change nothing; print the bindings.")
        private boolean query;
    }

    RegisterCommand(Stop stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws CommandException {
        if (!(CommonOptions.uri(target) instanceof SipUri address) || address.user() == null) {
            throw CommandException.usage("an address such as sip:alice@example.org is needed, not " + target + ".");
        }
        if (expires < 1 || expires > 0xFFFF_FFFFL) {
            throw CommandException.usage("--expires needs seconds from 1 on, not " + expires + ".");
        }
        Instead other = instead;
        boolean adds = other == null;
        if (other != null && other.remove && contacts.isEmpty()) {
            throw CommandException.usage("which binding? Say it with --contact, or use --remove-all.");
        }
        Double kept = keep;
        Duration stay = kept == null || !adds ? Duration.ZERO : CommonOptions.seconds("--keep", kept);
        Consumer<SipRequest.Builder> headers = options.headers();
        Report report = options.report();
        report.put("command", "register");
        report.put("target", address.toString());
        try (Phone phone = Phone.open(options, NameAddress.of(address), UserAgentHandler.NONE)) {
            SipUri registrar = address.withUser(null);
            Flow way = phone.way(registrar);
            SipRequest.Builder request = request(phone, address, registrar, way);
            headers.accept(request);
            SingleRequest sender = new SingleRequest(phone, report);
            if (stay.isZero()) {
                return sender.send(request.build(), response -> tell(report, response));
            }
            return stay(phone, sender, report, request.build(), stay);
        }
    }

    private SipRequest.Builder request(Phone phone, SipUri address, SipUri registrar, Flow way)
            throws CommandException {
        SipRequest.Builder request =
                phone.agent().request(Method.REGISTER, registrar).set(Headers.TO, NameAddress.of(address));
        Instead other = instead;
        if (other != null && other.removeAll) {
            request.append(HeaderName.CONTACT, "*");
        } else if (other == null || other.remove) {
            for (NameAddress contact : contacts(address, way)) {
                request.append(Headers.CONTACT, contact);
            }
        }
        if (other == null || !other.query) {
            request.set(Headers.EXPIRES, other == null ? expires : 0L);
        }
        return request;
    }

    private List<NameAddress> contacts(SipUri address, Flow way) throws CommandException {
        if (contacts.isEmpty()) {
            SipUri here =
                    SipUri.of(address.user(), way.sentBy().host(), way.sentBy().port());
            boolean datagrams = way.transport() == Transport.UDP;
            return List.of(NameAddress.of(
                    datagrams
                            ? here
                            : here.withParameter("transport", way.transport().token())));
        }
        List<NameAddress> given = new ArrayList<>();
        for (String contact : contacts) {
            given.add(NameAddress.of(CommonOptions.uri(contact)));
        }
        return given;
    }

    /// Stays registered for a time, and removes the binding then.
    private int stay(Phone phone, SingleRequest sender, Report report, SipRequest first, Duration time)
            throws CommandException {
        SipRequest request = first;
        try {
            SipResponse granted = phone.agent().exchange(request, phone.timeout());
            tell(report, granted);
            Duration left = time;
            while (!left.isZero() && !stop.isWanted()) {
                Duration half = Duration.ofSeconds(Math.max(1, expires(request, granted) / 2));
                Duration pause = half.compareTo(left) < 0 ? half : left;
                stop.pause(pause);
                left = left.minus(pause);
                if (!left.isZero() && !stop.isWanted()) {
                    request = next(phone, request, expires);
                    granted = phone.agent().exchange(request, phone.timeout());
                }
            }
            request = next(phone, request, 0);
            return sender.send(request, response -> report.say("removed"));
        } catch (RefusedException e) {
            return sender.refused(request, e);
        }
    }

    /// For how long our bindings were granted, in seconds.
    private long expires(SipRequest request, SipResponse granted) {
        long shortest = expires;
        for (Contact contact : granted.all(Headers.CONTACT)) {
            NameAddress binding = contact.address();
            for (Contact ours : request.all(Headers.CONTACT)) {
                NameAddress own = ours.address();
                if (binding != null && own != null && own.uri().matches(binding.uri()) && binding.expires() >= 0) {
                    shortest = Math.min(shortest, binding.expires());
                }
            }
        }
        return shortest;
    }

    private static SipRequest next(Phone phone, SipRequest request, long seconds) {
        Journal.Exchange last = phone.journal().last(String.valueOf(request.callId()), Method.REGISTER);
        long number = last == null ? 1 : last.cseq();
        return request.edit()
                .set(Headers.CSEQ, new CSeq(number + 1, Method.REGISTER))
                .set(Headers.EXPIRES, seconds)
                .build();
    }

    private static void tell(Report report, SipResponse response) {
        for (Contact contact : response.all(Headers.CONTACT)) {
            NameAddress binding = contact.address();
            if (binding != null) {
                Map<String, @Nullable Object> facts = new LinkedHashMap<>();
                facts.put("uri", binding.uri().toString());
                facts.put("expires", binding.expires() < 0 ? null : binding.expires());
                facts.put("instance", binding.instance());
                facts.put("publicGruu", binding.publicGruu());
                report.add("bindings", facts);
                report.say("  " + binding);
            }
        }
        if (response.all(Headers.CONTACT).isEmpty()) {
            report.put("bindings", List.of());
            report.say("  no bindings");
        }
    }
}
