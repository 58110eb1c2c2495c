package io.sidetone.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodecsTest {

    private static Media media(String... lines) throws Exception {
        return Sdp.parseSession(lines).media(0);
    }

    @Test
    @Rfc(number = 3551, section = "6")
    void knowsCodecsByWordAndByNumber() throws Exception {
        Media media = media(
                "m=audio 4000 RTP/AVP 8 0 96 97 10 19 8 200 0x",
                "a=rtpmap:96 opus/48000/2",
                "a=fmtp:96 useinbandfec=1");

        assertThat(Codecs.of(media))
                .containsExactly(
                        Codec.of(8, "PCMA", 8000),
                        Codec.of(0, "PCMU", 8000),
                        new Codec(96, "opus", 48_000, 2, "useinbandfec=1"),
                        new Codec(10, "L16", 44_100, 2, null));
        assertThat(Codecs.of(media("m=image 4000 udptl 0"))).isEmpty();
    }

    @Test
    @Rfc(number = 3551, section = "6")
    void believesTheWordMoreThanTheNumber() throws Exception {
        Media media = media(
                "m=audio 4000 RTP/AVP 2 0",
                "a=rtpmap:2 G726-32/8000",
                "a=rtpmap:0 other/16000",
                "a=rtpmap:0 PCMU/8000");

        assertThat(Codecs.of(media)).containsExactly(Codec.of(2, "G726-32", 8000), Codec.of(0, "other", 16_000));
    }

    @Test
    @Rfc(number = 3264, section = "6.1")
    void findsWhatBothSidesSpeak() throws Exception {
        List<Codec> offered = Codecs.of(SessionDescription.parse(Sdp.browser()).media(0));
        List<Codec> supported = List.of(
                Codec.of(0, "pcmu", 8000),
                new Codec(96, "OPUS", 48_000, 2, "stereo=0"),
                Codec.of(97, "opus", 48_000),
                new Codec(101, "telephone-event", 8000, 1, "0-15"));

        assertThat(Codecs.common(offered, supported))
                .containsExactly(
                        new Codec(111, "opus", 48_000, 2, "stereo=0"),
                        Codec.of(0, "PCMU", 8000),
                        new Codec(126, "telephone-event", 8000, 1, "0-15"));
        assertThat(Codecs.common(offered, List.of())).isEmpty();
    }

    @Test
    @Rfc(number = 3264, section = "6.1")
    void describesTheCodecsOfAnAnswer() throws Exception {
        Media answer = Media.of("audio", 4000, "RTP/AVP", List.of("18"));

        answer = Codecs.set(answer, List.of(new Codec(96, "opus", 48_000, 2, "stereo=0"), Codec.of(0, "PCMU", 8000)));

        assertThat(answer)
                .hasToString(Sdp.text(
                        "m=audio 4000 RTP/AVP 96 0",
                        "a=rtpmap:96 opus/48000/2",
                        "a=fmtp:96 stereo=0",
                        "a=rtpmap:0 PCMU/8000"));
        assertThat(Codecs.of(answer).getFirst()).isEqualTo(new Codec(96, "opus", 48_000, 2, "stereo=0"));
        assertThat(Codecs.set(answer, List.of()).isRejected()).isTrue();
    }

    @Test
    void replacesWhatWasSaidOfANumber() throws Exception {
        Media media =
                media("m=audio 4000 RTP/AVP 96", "a=rtpmap:96 iLBC/8000", "a=rtcp-fb:96 nack", "a=fmtp:96 mode=20");

        assertThat(Codecs.set(media, List.of(Codec.of(96, "speex", 16_000))))
                .hasToString(Sdp.text("m=audio 4000 RTP/AVP 96", "a=rtcp-fb:96 nack", "a=rtpmap:96 speex/16000"));
    }

    @Test
    void keepsTheCodecsOfAFilter() throws Exception {
        Media media = SessionDescription.parse(Sdp.phone()).media(0);

        Media filtered = Codecs.keep(media, codec -> !codec.isNamed("g729") && !codec.isNamed("pcma"));

        assertThat(filtered)
                .hasToString(Sdp.text(
                        "m=audio 49170 RTP/AVP 0 101",
                        "a=rtpmap:0 PCMU/8000",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=fmtp:101 0-16",
                        "a=ptime:20",
                        "a=sendrecv"));
        assertThat(Codecs.keep(media, _ -> true)).isSameAs(media);
        assertThat(Codecs.keep(media, _ -> false).isRejected()).isTrue();
        assertThat(Codecs.keep(media.withAttribute(Attribute.property("bundle-only")), _ -> false)
                        .isRejected())
                .isTrue();
    }

    @Test
    void removesTheRepairOfARemovedCodec() throws Exception {
        Media video = SessionDescription.parse(Sdp.browser()).media(1);

        Media filtered = Codecs.keep(video, codec -> !codec.isNamed("VP8") && !codec.isNamed("AV1"));

        assertThat(filtered.formats()).containsExactly("103", "104");
        assertThat(filtered.attributes("rtpmap"))
                .extracting(Attribute::value)
                .containsExactly("103 H264/90000", "104 rtx/90000");
        assertThat(filtered.attributes("rtcp-fb"))
                .extracting(Attribute::value)
                .containsExactly("103 nack", "103 nack pli");
        assertThat(filtered.attributes("ssrc")).hasSize(2);
    }

    @Test
    void keepsFormatsThatAreNoCodec() throws Exception {
        Media data = media("m=application 9 UDP/DTLS/SCTP webrtc-datachannel");

        assertThat(Codecs.keep(data, _ -> false)).isSameAs(data);
        assertThat(Codecs.prefer(data, _ -> true)).isSameAs(data);
        assertThat(Codecs.keep(media("m=audio 4000 RTP/AVP 99 0"), _ -> false).formats())
                .containsExactly("99");
    }

    @Test
    void putsPreferredCodecsFirst() throws Exception {
        Media media = SessionDescription.parse(Sdp.phone()).media(0);

        Media ordered = Codecs.prefer(media, codec -> codec.isNamed("G729"));

        assertThat(ordered.formats()).containsExactly("18", "8", "0", "101");
        assertThat(ordered.attributes()).isEqualTo(media.attributes());
        assertThat(Codecs.prefer(ordered, codec -> codec.isNamed("G729"))).isSameAs(ordered);
    }

    @Test
    void refusesNumbersThatDoNotExist() {
        assertThatThrownBy(() -> Codec.of(128, "x", 8000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Codec.of(0, "", 8000)).isInstanceOf(IllegalArgumentException.class);
    }
}
