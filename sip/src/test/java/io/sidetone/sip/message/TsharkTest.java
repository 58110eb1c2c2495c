package io.sidetone.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.sip.header.CSeq;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.header.NameAddress;
import io.sidetone.sip.header.Via;
import io.sidetone.sip.peers.Tshark;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.Host;
import io.sidetone.sip.uri.Uri;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("peers")
class TsharkTest {

    private static final List<String> FIELDS = List.of(
            "sip.Method",
            "sip.r-uri",
            "sip.Status-Code",
            "sip.Via.branch",
            "sip.Via.rport",
            "sip.from.user",
            "sip.from.tag",
            "sip.to.host",
            "sip.Call-ID",
            "sip.CSeq.seq",
            "sip.CSeq.method",
            "sip.Max-Forwards",
            "sip.Content-Length",
            "sdp.media.port",
            "_ws.malformed");

    private static final String OFFER = """
            v=0
            o=a 1 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 49170 RTP/AVP 0
            """;

    @TempDir
    Path folder;

    @Test
    void readsTheMessagesThatAreMadeHere() throws Exception {
        SipRequest made = invite();
        byte[] onTheWire = made.toByteArray();
        SipRequest received = Samples.request(Text.decode(onTheWire, 0, onTheWire.length));
        SipMessage forwarded = received.edit()
                .prepend(Headers.VIA, Via.of("TCP", Host.parse("[2001:db8::1]"), 5061, "z9hG4bKsecond"))
                .set(Headers.MAX_FORWARDS, 69)
                .build();
        SipResponse answer = SipResponse.answer(received, 486, "Busy Here").build();

        List<Map<String, String>> read = new Tshark(folder)
                .dissect(
                        List.of(onTheWire, forwarded.toByteArray(), answer.toByteArray()),
                        FIELDS.toArray(new String[0]));

        assertThat(read).hasSize(3);
        assertThat(read.get(0))
                .containsEntry("sip.Method", "INVITE")
                .containsEntry("sip.r-uri", "sip:bob@biloxi.example;transport=tcp")
                .containsEntry("sip.Via.branch", "z9hG4bKfirst")
                .containsEntry("sip.from.user", "alice")
                .containsEntry("sip.from.tag", "88sja8x")
                .containsEntry("sip.to.host", "biloxi.example")
                .containsEntry("sip.Call-ID", "987asjd97y7atg")
                .containsEntry("sip.CSeq.seq", "986759")
                .containsEntry("sip.CSeq.method", "INVITE")
                .containsEntry("sip.Max-Forwards", "70")
                .containsEntry("sip.Content-Length", Integer.toString(made.bodyLength()))
                .containsEntry("sdp.media.port", "49170");
        assertThat(read.get(1))
                .containsEntry("sip.Via.branch", "z9hG4bKsecond|z9hG4bKfirst")
                .containsEntry("sip.Max-Forwards", "69")
                .containsEntry("sdp.media.port", "49170");
        assertThat(read.get(2))
                .containsEntry("sip.Status-Code", "486")
                .containsEntry("sip.Via.branch", "z9hG4bKfirst")
                .containsEntry("sip.Content-Length", "0");
        assertThat(read).allSatisfy(packet -> assertThat(packet).containsEntry("_ws.malformed", ""));
    }

    private static SipRequest invite() throws Exception {
        byte[] from = Text.encode("\"Älice \\\"A\\\"\" <sip:alice@atlanta.example>;tag=88sja8x");
        NameAddress alice = Headers.FROM.parse(from, 0, from.length);
        return SipRequest.builder(Method.INVITE, Uri.parse("sip:bob@biloxi.example;transport=tcp"))
                .append(Headers.VIA, Via.of("UDP", Host.parse("pc33.atlanta.example"), Via.NO_PORT, "z9hG4bKfirst"))
                .append(Headers.MAX_FORWARDS, 70)
                .append(Headers.FROM, alice)
                .append("To", "<sip:bob@biloxi.example>")
                .append("Call-ID", "987asjd97y7atg")
                .append(Headers.CSEQ, new CSeq(986759, Method.INVITE))
                .append(new FieldTemplate(HeaderName.CONTACT).text("<sip:alice@pc33.atlanta.example>"))
                .body("application/sdp", Text.encode(OFFER.replace("\n", "\r\n")))
                .build();
    }
}
