package io.sidetone.sip.transport;

import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.message.FieldTemplate;
import io.sidetone.sip.message.MessageParser;
import io.sidetone.sip.message.Parsed;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.text.Text;

/// Messages for tests. Only functions.
final class Sip {

    private Sip() {}

    /// A request with this top Via; without a Via if that is empty.
    static String request(String callId, String via) {
        return request(callId, via, "sip:far@example.com");
    }

    static String request(String callId, String via, String uri) {
        return "OPTIONS " + uri + " SIP/2.0\r\n" + (via.isEmpty() ? "" : "Via: " + via + "\r\n")
                + "Max-Forwards: 70\r\nFrom: <sip:near@example.com>;tag=1\r\nTo: <sip:far@example.com>\r\n"
                + (callId.isEmpty() ? "" : "Call-ID: " + callId + "\r\n")
                + "CSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    }

    static SipRequest read(String text) {
        return (SipRequest) ((Parsed) new MessageParser().parse(Text.encode(text))).message();
    }

    /// A request as it is sent: the Via is filled by the flow.
    static SipRequest outgoing(String callId, String uri) {
        return read(request(callId, "", uri))
                .edit()
                .prepend(new FieldTemplate(HeaderName.VIA)
                        .text("SIP/2.0/")
                        .slot(SocketSlot.TRANSPORT)
                        .text(" ")
                        .slot(SocketSlot.SENT_BY)
                        .text(";branch=z9hG4bK" + callId + ";rport"))
                .build();
    }

    /// A Via as it stands in a message, behind the protocol.
    static Via via(String text) {
        Via via = read(request("v", "SIP/2.0/" + text)).first(Headers.VIA);
        if (via == null) {
            throw new IllegalArgumentException("No Via: " + text);
        }
        return via;
    }
}
