package io.sidetone.sip.message;

import io.sidetone.sip.text.Text;

/// Messages that the tests of this package share, and short ways to read them.
final class Samples {

    /// An INVITE through one proxy, with a body.
    static final String INVITE = lines(
            "INVITE sip:bob@biloxi.example SIP/2.0",
            "Via: SIP/2.0/UDP proxy.example:5060;branch=z9hG4bKproxy1",
            "v: SIP/2.0/UDP pc33.atlanta.example;branch=z9hG4bK776asdhds;rport",
            "Max-Forwards: 70",
            "Route: <sip:p1.example;lr>, <sip:p2.example;lr>",
            "To: Bob <sip:bob@biloxi.example>",
            "From: Alice <sip:alice@atlanta.example>;tag=1928301774",
            "Call-ID: a84b4c76e66710@pc33.atlanta.example",
            "CSeq: 314159 INVITE",
            "Contact: <sip:alice@pc33.atlanta.example>",
            "X-Own:  folded",
            "   value ",
            "Content-Type: text/plain",
            "Content-Length: 5",
            "",
            "hello");

    private Samples() {}

    /// The lines with CRLF between them and none at the end.
    static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    static ParseResult read(String text) {
        return new MessageParser().parse(Text.encode(text));
    }

    static SipMessage message(String text) {
        return switch (read(text)) {
            case Parsed parsed -> parsed.message();
            case Malformed malformed -> throw new AssertionError(malformed.toString());
        };
    }

    static SipMessage message(byte[] octets) {
        return switch (new MessageParser().parse(octets)) {
            case Parsed(SipMessage message) -> message;
            case Malformed malformed -> throw new AssertionError(malformed + Text.decode(octets, 0, octets.length));
        };
    }

    static SipRequest request(String text) {
        return (SipRequest) message(text);
    }

    static SipResponse response(String text) {
        return (SipResponse) message(text);
    }

    static Malformed malformed(String text) {
        return switch (read(text)) {
            case Parsed parsed -> throw new AssertionError("Parsed: " + parsed.message());
            case Malformed malformed -> malformed;
        };
    }

    static String text(SipMessage message) {
        byte[] bytes = message.toByteArray();
        return Text.decode(bytes, 0, bytes.length);
    }
}
