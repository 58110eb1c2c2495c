package io.sidetone.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import java.util.List;
import org.junit.jupiter.api.Test;

@Rfc(number = 8866, section = "5.14")
class MediaTest {

    private static Media media(String... lines) throws Exception {
        return Sdp.parseSession(lines).media(0);
    }

    @Test
    @Rfc(number = 8866, section = "9")
    void readsTheFieldsOfItsLine() throws Exception {
        Media media = media("m=video  49170/2 RTP/AVP 31 34 ");

        assertThat(media.kind()).isEqualTo("video");
        assertThat(media.port()).isEqualTo(49170);
        assertThat(media.portCount()).isEqualTo(2);
        assertThat(media.protocol()).isEqualTo("RTP/AVP");
        assertThat(media.formats()).containsExactly("31", "34");
        assertThat(media).hasToString("m=video  49170/2 RTP/AVP 31 34 \r\n");
    }

    @Test
    void readsMediaThatAreNotRtp() throws Exception {
        Media data = media("m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "a=sctp-port:5000");

        assertThat(data.isRtp()).isFalse();
        assertThat(data.formats()).containsExactly("webrtc-datachannel");
        assertThat(media("m=image 4000 udptl t38").isRtp()).isFalse();
        assertThat(media("m=audio 4000 UDP/TLS/RTP/SAVPF 0").isRtp()).isTrue();
        assertThat(media("m=audio 4000 RTP/SAVP 0").isRtp()).isTrue();
    }

    @Test
    @Rfc(number = 3264, section = "6")
    void isRejectedByPortZero() throws Exception {
        assertThat(media("m=audio 0 RTP/AVP 0").isRejected()).isTrue();
        assertThat(media("m=audio 0 RTP/AVP").formats()).isEmpty();
        assertThat(media("m=audio 9 RTP/AVP 0").isRejected()).isFalse();
        assertThat(media("m=audio 9 RTP/AVP 0").withPort(0).isRejected()).isTrue();
    }

    @Test
    @Rfc(number = 9143, section = "6")
    void isNotRejectedIfAGroupCarriesIt() throws Exception {
        assertThat(media("m=audio 0 RTP/AVP 0", "a=bundle-only").isRejected()).isFalse();
    }

    @Test
    @Rfc(number = 8866, section = "5.13")
    void findsAttributesByTheirName() throws Exception {
        Media media =
                media("m=audio 4000 RTP/AVP 0", "a=ssrc:1 cname:x", "a=ptime:20", "a=ssrc:2", "a=mode:", "a=rtcp-mux");

        assertThat(media.attribute("ssrc")).isEqualTo(new Attribute("ssrc", "1 cname:x"));
        assertThat(media.attributes("ssrc")).extracting(Attribute::value).containsExactly("1 cname:x", "2");
        assertThat(media.attributes()).hasSize(5);
        assertThat(media.attribute("mode")).isEqualTo(new Attribute("mode", ""));
        assertThat(media.attribute("rtcp-mux")).isEqualTo(Attribute.property("rtcp-mux"));
        assertThat(media.hasAttribute("rtcp")).isFalse();
        assertThat(media.hasAttribute("PTIME")).isFalse();
        assertThat(media.hasAttribute("ptime:20")).isFalse();
    }

    @Test
    void setsAttributesInTheirPlace() throws Exception {
        Media media =
                media("m=audio 4000 RTP/AVP 0", "a=crypto:1 A inline:x", "a=ptime:20", "a=crypto:2 B inline:y", "a=z");

        assertThat(media.withAttribute(new Attribute("crypto", "1 C inline:z")))
                .hasToString(Sdp.text("m=audio 4000 RTP/AVP 0", "a=crypto:1 C inline:z", "a=ptime:20", "a=z"));
        assertThat(media.withoutAttribute("crypto"))
                .hasToString(Sdp.text("m=audio 4000 RTP/AVP 0", "a=ptime:20", "a=z"));
        assertThat(media.withAddedAttribute(new Attribute("ptime", "30")).attributes("ptime"))
                .hasSize(2);
        assertThat(media.withAttributes("w", List.of(new Attribute("w", "1"), new Attribute("w", "2")))
                        .attributes("w"))
                .hasSize(2);
        assertThat(media.withoutAttribute("absent")).isEqualTo(media);
        assertThatThrownBy(() -> media.withAttributes("w", List.of(new Attribute("v", "1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attribute("a:b", null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesItsFirstLineWhateverIsRemoved() throws Exception {
        Media media = media("m=audio 4000 RTP/AVP 0", "c=IN IP4 192.0.2.1", "a=x");

        assertThat(media.withoutLines(_ -> true)).hasToString("m=audio 4000 RTP/AVP 0\r\n");
        assertThat(media.withoutLines(line -> line.toString().startsWith("a=")))
                .hasToString(Sdp.text("m=audio 4000 RTP/AVP 0", "c=IN IP4 192.0.2.1"));
    }

    @Test
    @Rfc(number = 8866, section = "6.7")
    void setsTheDirectionInItsPlace() throws Exception {
        Media media = media("m=audio 4000 RTP/AVP 0", "a=sendrecv", "a=x", "a=inactive");

        assertThat(media.direction()).isEqualTo(Direction.SENDRECV);
        assertThat(media.withDirection(Direction.RECVONLY))
                .hasToString(Sdp.text("m=audio 4000 RTP/AVP 0", "a=recvonly", "a=x"));
        assertThat(media("m=audio 4000 RTP/AVP 0", "a=sendrecv:no").direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    @Rfc(number = 8866, section = "5.8")
    void setsTheBandwidthOfOneType() throws Exception {
        Media media = media("m=audio 4000 RTP/AVP 0", "b=AS:64", "b=TIAS:64000");

        assertThat(media.bandwidths()).containsExactly(new Bandwidth("AS", 64), new Bandwidth("TIAS", 64_000));
        assertThat(media.withBandwidth(new Bandwidth("AS", 80)))
                .hasToString(Sdp.text("m=audio 4000 RTP/AVP 0", "b=AS:80", "b=TIAS:64000"));
        assertThat(media.withBandwidth(new Bandwidth("RR", 0)))
                .hasToString(Sdp.text("m=audio 4000 RTP/AVP 0", "b=AS:64", "b=TIAS:64000", "b=RR:0"));
    }

    @Test
    void editsOnlyItsFirstLine() throws Exception {
        Media media = media("m=audio 4000/2 RTP/AVP 0 8", "a=x");

        assertThat(media.withPort(5000)).hasToString(Sdp.text("m=audio 5000/2 RTP/AVP 0 8", "a=x"));
        assertThat(media.withPort(5000, 1)).hasToString(Sdp.text("m=audio 5000 RTP/AVP 0 8", "a=x"));
        assertThat(media.withProtocol("RTP/SAVP")).hasToString(Sdp.text("m=audio 4000/2 RTP/SAVP 0 8", "a=x"));
        assertThat(media.withFormats(List.of("8", "0"))).hasToString(Sdp.text("m=audio 4000/2 RTP/AVP 8 0", "a=x"));
        assertThatThrownBy(() -> media.withPort(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> media.withPort(65_536)).isInstanceOf(IllegalArgumentException.class);
        Media withoutFormat = media("m=image 0 udptl");
        assertThatThrownBy(() -> withoutFormat.withPort(9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> media.withProtocol("RTP AVP")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Media.of("audio", 1, "RTP/AVP", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removesAFormatWithAllThatIsSaidOfIt() throws Exception {
        Media media = media(
                "m=video 4000 RTP/AVPF 96 9 97",
                "a=rtpmap:96 VP8/90000",
                "a=rtpmap:9 X/90000",
                "a=rtcp-fb:96 nack",
                "a=rtcp-fb:* ccm fir",
                "a=fmtp:96 max-fr=30",
                "a=imageattr:96 send *",
                "a=rtpmap:97 H264/90000",
                "a=ssrc:96 cname:x");

        assertThat(media.withoutFormat("96"))
                .hasToString(Sdp.text(
                        "m=video 4000 RTP/AVPF 9 97",
                        "a=rtpmap:9 X/90000",
                        "a=rtcp-fb:* ccm fir",
                        "a=rtpmap:97 H264/90000",
                        "a=ssrc:96 cname:x"));
        assertThat(media.withoutFormat("1")).isSameAs(media);
    }

    @Test
    @Rfc(number = 3264, section = "6")
    void isRejectedWhenItsLastFormatGoes() throws Exception {
        Media media = media("m=audio 4000 RTP/AVP 0", "a=rtpmap:0 PCMU/8000");

        assertThat(media.withoutFormat("0")).hasToString(Sdp.text("m=audio 0 RTP/AVP 0", "a=rtpmap:0 PCMU/8000"));
    }

    @Test
    @Rfc(number = 8866, section = "6.6")
    @Rfc(number = 8866, section = "6.15")
    void leavesOutWhatItCanNotRead() throws Exception {
        Media media = media(
                "m=audio 4000 RTP/AVP 96 97 18",
                "a=rtpmap:96",
                "a=rtpmap",
                "a=rtpmap:128 x/8000",
                "a=rtpmap:97 opus/48000/2",
                "a=fmtp:",
                "a=fmtp:18 annexb=no",
                "a=rtcp:many",
                "a=candidate:1 1 udp",
                "a=crypto:1",
                "a=fingerprint:sha-1 0");

        assertThat(media.rtpMaps()).containsExactly(new RtpMap(97, "opus", 48_000, "2"));
        assertThat(media.rtpMap(96)).isNull();
        assertThat(media.fmtp("18")).isEqualTo(new Fmtp("18", "annexb=no"));
        assertThat(media.fmtp("97")).isNull();
        assertThat(media.rtcp()).isNull();
        assertThat(media.candidates()).isEmpty();
        assertThat(media.cryptos()).isEmpty();
        assertThat(media.fingerprints()).isEmpty();
        assertThat(media.attributes()).hasSize(10);
    }

    @Test
    @Rfc(number = 8839, section = "5.1")
    void rewritesItsCandidates() throws Exception {
        SessionDescription description = SessionDescription.parse(Sdp.browser());
        Media audio = description.media(0);

        List<Attribute> relayed = audio.candidates().stream()
                .filter(candidate -> candidate.type().equals("host"))
                .map(candidate -> candidate.withAddress("198.51.100.7", 30_000).attribute())
                .toList();
        Media edited = audio.withAttributes(Candidate.NAME, relayed.subList(0, 1));

        assertThat(audio.candidates()).hasSize(4);
        assertThat(edited.attributes(Candidate.NAME))
                .extracting(Attribute::value)
                .containsExactly("2130405967 1 udp 2122194687 198.51.100.7 30000 typ host generation 0 network-id 1");
        assertThat(edited.lines().get(3).isAttribute(Candidate.NAME)).isTrue();
    }
}
