package io.sidetone.sip.proxy;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.HeaderField;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipMessage;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import io.sidetone.sip.uri.Uri;
import java.util.ArrayList;
import java.util.List;

/// Messages that the tests of this package share, and short ways to read them. Only functions.
final class Messages {

    private Messages() {}

    /// An INVITE to a URI with these lines more; a line of a name that there is already takes its place.
    static SipRequest invite(String uri, String... lines) {
        return request("INVITE", uri, lines);
    }

    static SipRequest request(String method, String uri, String... lines) {
        return (SipRequest) read(method + " " + uri + " SIP/2.0\r\n", method, lines);
    }

    /// A response with a single Via, which is of the caller.
    static SipResponse response(int code, String... lines) {
        return (SipResponse) read("SIP/2.0 " + code + " So be it\r\n", "INVITE", lines);
    }

    private static SipMessage read(String startLine, String method, String... lines) {
        List<String> all = new ArrayList<>(List.of(
                "Via: SIP/2.0/UDP caller.example;branch=z9hG4bKcaller",
                "From: <sip:alice@atlanta.example>;tag=1928301774",
                "To: <sip:bob@biloxi.example>",
                "Call-ID: a84b4c76e66710@caller.example",
                "CSeq: 314159 " + method,
                "Max-Forwards: 68"));
        for (String line : lines) {
            all.removeIf(known -> known.startsWith(line.substring(0, line.indexOf(':') + 1)));
        }
        all.addAll(List.of(lines));
        return parse(startLine + String.join("\r\n", all) + "\r\n\r\n");
    }

    static SipMessage parse(String text) {
        return ((Parsed) new MessageParser().parse(Text.encode(text))).message();
    }

    /// All values of a field as text, commas between them.
    static String valuesOf(SipMessage message, HeaderName name) {
        List<String> values = new ArrayList<>();
        for (HeaderField field : message.fields()) {
            if (field.known() == name) {
                values.addAll(field.values());
            }
        }
        return String.join(", ", values);
    }

    static SipUri uri(String text) {
        try {
            return SipUri.parse(text);
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Uri anyUri(String text) {
        try {
            return Uri.parse(text);
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
