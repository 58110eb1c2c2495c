package io.sidetone.modules.registrar;

import io.sidetone.modules.registrar.Registrar.Decision;
import io.sidetone.server.service.Binding;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.ParserLimits;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A registrar with the bindings of one address, as a table would keep them. Confined to the thread of a test.
final class Registers {

    static final String ADDRESS = "bob@example.org";
    static final long NOW = 1_800_000_000;

    long now = NOW;
    RegistrarRules rules = RegistrarRules.DEFAULT;
    List<Binding> bindings = List.of();
    private final Random random = new Random(1);
    private long ids;

    /// A REGISTER of bob's.
    static SipRequest request(String callId, long cseq, String... lines) {
        String text = "REGISTER sip:example.org SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"
                + "From: <sip:bob@example.org>;tag=1\r\nTo: <sip:bob@example.org>\r\n"
                + "Call-ID: " + callId + "\r\nCSeq: " + cseq + " REGISTER\r\n"
                + (lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n")
                + "Content-Length: 0\r\n\r\n";
        Object result = new MessageParser(ParserLimits.DEFAULT).parse(Text.encode(text));
        if (result instanceof Parsed parsed && parsed.message() instanceof SipRequest request) {
            return request;
        }
        throw new AssertionError(result);
    }

    static Registration read(SipRequest request) throws RefusedException {
        return Registration.read(request, AddressRules.DEFAULT.of(request.to().uri()), 255);
    }

    /// Registers, and keeps what comes of it.
    Decision register(String callId, long cseq, String... lines) throws RefusedException {
        return register(read(request(callId, cseq, lines)));
    }

    Decision register(Registration request) throws RefusedException {
        Decision decision = new Registrar(rules, random).decide(request, bindings, now);
        if (decision.after().stream().allMatch(binding -> binding.id() != 0)
                && decision.after().equals(bindings)) {
            return decision;
        }
        List<Binding> kept = new ArrayList<>();
        for (Binding binding : decision.after()) {
            kept.add(binding.id() == 0 ? binding.withId(++ids) : binding);
        }
        bindings = kept;
        return decision;
    }

    /// The code that a request is refused with; 200 if it is not.
    int code(String callId, long cseq, String... lines) {
        try {
            register(callId, cseq, lines);
            return 200;
        } catch (RefusedException refused) {
            return refused.code();
        }
    }

    /// All contacts with the seconds that remain: `sip:bob@a 3600`.
    List<String> shown() {
        return bindings.stream()
                .map(binding -> binding.contact() + " " + (binding.expires() - now))
                .toList();
    }

    static Uri uri(String text) throws Exception {
        return Uri.parse(text);
    }
}
