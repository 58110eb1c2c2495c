package io.sidetone.dist.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidetone.dist.sip.rtp.AudioSource;
import io.sidetone.dist.sip.rtp.G711;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.sdp.OfferAnswer;
import io.sidetone.sip.sdp.SessionDescription;
import io.sidetone.sip.ua.Body;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Offers of strangers, and what is answered.
@Tag("wire")
class AudioSessionTest {

    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n";

    private final AudioSession session;

    AudioSessionTest() throws IOException {
        session = AudioSession.open(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                AudioSource.SILENCE,
                List.of(G711.PCMU, G711.PCMA),
                new Random(1));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    @Rfc(number = 3264)
    @Rfc(number = 3550, section = "11")
    void takesTheFirstAudioThatItCanDoAndRefusesTheRest() throws Exception {
        Body offer = Body.sdp(HEAD + "m=video 4002 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n"
                + "m=audio 4004 RTP/SAVP 0\r\nm=audio 4006 RTP/AVP 111 8 110\r\na=rtpmap:111 opus/48000/2\r\n"
                + "a=rtpmap:110 telephone-event/8000\r\na=sendonly\r\n");

        Body answer = Objects.requireNonNull(session.answer(offer));

        SessionDescription theirs = SessionDescription.parse(offer.text());
        SessionDescription ours = SessionDescription.parse(answer.text());
        assertThat(OfferAnswer.checkAnswer(theirs, ours)).isEmpty();
        assertThat(ours.media(0).isRejected()).isTrue();
        assertThat(ours.media(1).isRejected()).isTrue();
        assertThat(ours.media(2).formats()).containsExactly("8", "110");
        assertThat(ours.media(2).port()).isEqualTo(session.stream().port());
        assertThat(session.stream().port() % 2).isZero();
        // The other side only sends: keys can not be told to it.
        assertThat(session.stream().takesKeys()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                HEAD,
                HEAD + "m=audio 0 RTP/AVP 0\r\n",
                HEAD + "m=audio 4000 RTP/SAVP 0\r\n",
                HEAD + "m=audio 4000 RTP/AVP 9 18\r\n",
                HEAD + "m=video 4000 RTP/AVP 0\r\n"
            })
    void refusesWhatItCanNotDo(String offer) {
        assertThat(session.answer(Body.sdp(offer))).isNull();
        assertThat(session.answered(Body.sdp(offer))).isFalse();
    }

    @Test
    void aNameInPlaceOfAnAddressIsNotLookedUp() {
        assertThat(session.answered(
                        Body.sdp(HEAD.replace("127.0.0.1", "phone.example") + "m=audio 4000 RTP/AVP 0\r\n")))
                .isFalse();
        assertThat(session.answered(null)).isFalse();
    }

    @Test
    void eachOfferHasTheNextVersion() throws Exception {
        SessionDescription first = SessionDescription.parse(session.offer().text());
        SessionDescription second = SessionDescription.parse(session.offer().text());

        assertThat(OfferAnswer.checkSuccessor(first, second)).isEmpty();
        assertThat(first.media(0).formats()).containsExactly("0", "8", "101");
    }
}
