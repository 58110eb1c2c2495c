package io.sidetone.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.Text;

/// Messages of the dialogs that these tests are about: Alice has called, Bob is called. Thread-safe: only
/// functions.
final class Sip {

    private static final String SDP = "v=0\r\n";

    private Sip() {}

    /// Reads what a peer has sent.
    static SipMessage message(String text) {
        byte[] octets = Text.encode(text);
        if (new MessageParser().parse(octets) instanceof Parsed(SipMessage message)) {
            return message;
        }
        throw new AssertionError("Malformed: " + text);
    }

    /// A request of Alice, with further fields of which the last may be [#sdp].
    static SipRequest fromAlice(String method, long cseq, String toTag, String... fields) {
        return request(method, "sip:bob@b.example", cseq, "alice", tag("a"), "bob", toTag, fields);
    }

    /// A request of Bob within the dialog.
    static SipRequest fromBob(String method, long cseq, String... fields) {
        return request(method, "sip:alice@a.example", cseq, "bob", tag("b"), "alice", tag("a"), fields);
    }

    /// The INVITE that begins the dialog.
    static SipRequest invite(String... fields) {
        String[] all = new String[fields.length + 1];
        all[0] = "Contact: <sip:alice@a.example>";
        System.arraycopy(fields, 0, all, 1, fields.length);
        return fromAlice("INVITE", 1, "", all);
    }

    static SipRequest request(
            String method,
            String uri,
            long cseq,
            String from,
            String fromTag,
            String to,
            String toTag,
            String... fields) {
        return (SipRequest) message(method + ' ' + uri + " SIP/2.0\r\n"
                + head(from, fromTag, to, toTag, cseq + " " + method) + rest(fields));
    }

    /// A response to Alice with Bob's tag.
    static SipResponse toAlice(int code, String cseq, String... fields) {
        return response(code, "b", cseq, fields);
    }

    /// A response to Alice.
    static SipResponse response(int code, String toTag, String cseq, String... fields) {
        return (SipResponse) message("SIP/2.0 " + code + " x\r\n"
                + head("alice", tag("a"), "bob", toTag.isEmpty() ? "" : tag(toTag), cseq) + rest(fields));
    }

    /// A response to Bob.
    static SipResponse toBob(int code, String cseq, String... fields) {
        return (SipResponse)
                message("SIP/2.0 " + code + " x\r\n" + head("bob", tag("b"), "alice", tag("a"), cseq) + rest(fields));
    }

    /// Fields and body of a session description.
    static String sdp() {
        return "Content-Type: application/sdp\r\nContent-Length: " + SDP.length() + "\r\n\r\n" + SDP;
    }

    static String tag(String tag) {
        return ";tag=" + tag;
    }

    private static String head(String from, String fromTag, String to, String toTag, String cseq) {
        return "Via: SIP/2.0/UDP x.example;branch=z9hG4bK1\r\n"
                + "From: <sip:" + from + "@x.example>" + fromTag + "\r\n"
                + "To: <sip:" + to + "@x.example>" + toTag + "\r\n"
                + "Call-ID: call-1\r\nCSeq: " + cseq + "\r\n";
    }

    private static String rest(String... fields) {
        StringBuilder rest = new StringBuilder();
        for (String field : fields) {
            rest.append(field).append(field.endsWith(SDP) ? "" : "\r\n");
        }
        return rest.indexOf("\r\n\r\n") < 0 ? rest + "\r\n" : rest.toString();
    }

    /// The dialog that two messages make at Alice.
    static Dialog atAlice(SipResponse response) {
        return atAlice(invite(), response);
    }

    static Dialog atAlice(SipRequest invite, SipResponse response) {
        return created(Dialog.ofResponse(invite, response, false));
    }

    /// The dialog that two messages make at Bob.
    static Dialog atBob(SipRequest invite, int code) {
        return created(Dialog.ofRequest(invite, toAlice(code, "1 INVITE", "Contact: <sip:bob@b2.example>"), false));
    }

    static Dialog created(Dialog.Creation creation) {
        assertThat(creation).isInstanceOf(Dialog.Creation.Created.class);
        return ((Dialog.Creation.Created) creation).dialog();
    }

    static int refused(Dialog.Creation creation) {
        assertThat(creation).isInstanceOf(Dialog.Creation.Refused.class);
        return ((Dialog.Creation.Refused) creation).refusal().statusCode();
    }

    static int refused(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).refusal().statusCode();
    }

    static String text(SipMessage message) {
        byte[] octets = message.toByteArray();
        return Text.decode(octets, 0, octets.length);
    }
}
