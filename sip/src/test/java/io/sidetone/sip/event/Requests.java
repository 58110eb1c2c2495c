package io.sidetone.sip.event;

import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.Refusal;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Text;
import java.util.Arrays;

/// Messages for tests.
final class Requests {

    private Requests() {}

    /// A request with the fields that each has, and the given ones, each in a line.
    static SipRequest request(String method, String... fields) {
        return withBody(method, "", fields);
    }

    static SipRequest withBody(String method, String body, String... fields) {
        return parse(method + " sip:bob@example.com SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP pc33.example.com;branch=z9hG4bK776\r\n"
                + "From: <sip:alice@example.com>;tag=1\r\n"
                + "To: <sip:bob@example.com>\r\n"
                + "Call-ID: a84b4c76\r\n"
                + "CSeq: 7 " + method + "\r\n"
                + String.join("", Arrays.stream(fields).map(f -> f + "\r\n").toList())
                + "\r\n" + body);
    }

    private static SipRequest parse(String text) {
        if (new MessageParser().parse(Text.encode(text)) instanceof Parsed(SipRequest request)) {
            return request;
        }
        throw new AssertionError(text);
    }

    /// A response with the given fields, name and value in turn.
    static SipResponse response(int statusCode, String... fields) {
        SipResponse.Builder response = SipResponse.builder(statusCode, "");
        for (int i = 0; i < fields.length; i += 2) {
            response.append(fields[i], fields[i + 1]);
        }
        return response.build();
    }

    /// What is said of a request that may be acted on.
    static <T> T accepted(Judgement<T> judgement) {
        if (judgement instanceof Judgement.Accepted<T>(T value)) {
            return value;
        }
        throw new AssertionError(judgement.toString());
    }

    /// Why a request may not be acted on.
    static Refusal refused(Judgement<?> judgement) {
        if (judgement instanceof Judgement.Refused<?>(Refusal refusal)) {
            return refusal;
        }
        throw new AssertionError(judgement.toString());
    }
}
