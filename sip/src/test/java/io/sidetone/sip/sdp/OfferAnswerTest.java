package io.sidetone.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.sdp.Violation.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Rfc(number = 3264)
class OfferAnswerTest {

    /// The rules that an answer of one medium breaks.
    private static List<Rule> check(List<String> offered, List<String> answered) throws Exception {
        SessionDescription offer = Sdp.parseSession(offered.toArray(String[]::new));
        SessionDescription answer = Sdp.parseSession(answered.toArray(String[]::new));
        return rules(OfferAnswer.checkAnswer(offer, answer));
    }

    private static List<Rule> rules(List<Violation> violations) {
        return violations.stream().map(Violation::rule).toList();
    }

    @Test
    @Rfc(number = 3264, section = "6")
    void findsNothingInAGoodAnswer() throws Exception {
        SessionDescription offer = SessionDescription.parse(Sdp.browser());
        SessionDescription answer = Sdp.parse(
                "v=0",
                "o=- 1 1 IN IP4 198.51.100.7",
                "s=-",
                "c=IN IP4 198.51.100.7",
                "t=0 0",
                "m=audio 4000 UDP/TLS/RTP/SAVPF 111 126 96",
                "a=rtpmap:111 opus/48000/2",
                "a=rtpmap:126 telephone-event/8000",
                "a=rtpmap:96 speex/16000",
                "a=mid:0",
                "a=rtcp-mux",
                "a=setup:active",
                "a=recvonly",
                "m=video 0 UDP/TLS/RTP/SAVPF 96");

        assertThat(OfferAnswer.checkAnswer(offer, answer)).isEmpty();
    }

    @Test
    @Rfc(number = 3264, section = "6")
    void wantsAsManyMediaOfTheSameKind() throws Exception {
        List<String> both = List.of("m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 31");

        assertThat(check(both, both.subList(0, 1))).containsExactly(Rule.MEDIA_COUNT);
        assertThat(check(both.subList(0, 1), both)).containsExactly(Rule.MEDIA_COUNT);
        assertThat(check(both, List.of("m=video 0 RTP/AVP 31", "m=audio 0 RTP/AVP 0")))
                .containsExactly(Rule.MEDIA_KIND, Rule.MEDIA_KIND);
    }

    @Test
    @Rfc(number = 3264, section = "6")
    void wantsAFormatOnEveryLine() throws Exception {
        assertThat(check(List.of("m=audio 4000 RTP/AVP 0"), List.of("m=audio 0 RTP/AVP")))
                .containsExactly(Rule.NO_FORMAT);
    }

    @Test
    @Rfc(number = 3264, section = "6")
    void wantsTheTimesOfTheOffer() throws Exception {
        SessionDescription offer = Sdp.parse("v=0", "o=- 1 1 IN IP4 h", "s=-", "t=10 20");
        SessionDescription always = Sdp.parse("v=0", "o=- 1 1 IN IP4 h", "s=-", "t=0 0");
        SessionDescription silent = Sdp.parse("v=0", "o=- 1 1 IN IP4 h", "s=-");

        assertThat(OfferAnswer.checkAnswer(offer, always))
                .containsExactly(new Violation(Rule.TIMING, -1, SdpLine.of('t', "0 0")));
        assertThat(OfferAnswer.checkAnswer(offer, silent)).containsExactly(new Violation(Rule.TIMING, -1, null));
        assertThat(OfferAnswer.checkAnswer(always, silent)).isEmpty();
    }

    @Test
    @Rfc(number = 3264, section = "6")
    void leavesRejectedMediaRejected() throws Exception {
        assertThat(check(List.of("m=audio 0 RTP/AVP 0"), List.of("m=audio 4000 RTP/AVP 0")))
                .containsExactly(Rule.REJECTED_REVIVED);
        assertThat(check(List.of("m=audio 0 RTP/AVP 0", "a=bundle-only"), List.of("m=audio 4000 RTP/AVP 0")))
                .isEmpty();
        assertThat(check(List.of("m=audio 4000 RTP/AVP 0"), List.of("m=audio 0 OTHER 99", "a=sendonly", "a=rtcp-mux")))
                .isEmpty();
    }

    @Test
    @Rfc(number = 3264, section = "6.1")
    void wantsTheProtocolOfTheOffer() throws Exception {
        assertThat(check(List.of("m=audio 4000 RTP/SAVP 0"), List.of("m=audio 4000 RTP/AVP 0")))
                .containsExactly(Rule.PROTOCOL);
    }

    @Test
    @Rfc(number = 3264, section = "6.1")
    void wantsACodecInCommon() throws Exception {
        List<String> offer = List.of("m=audio 4000 RTP/AVP 0 96", "a=rtpmap:96 opus/48000/2");

        assertThat(check(offer, List.of("m=audio 4000 RTP/AVP 8"))).containsExactly(Rule.NO_COMMON_CODEC);
        assertThat(check(offer, List.of("m=audio 4000 RTP/AVP 96", "a=rtpmap:96 opus/48000")))
                .containsExactly(Rule.NO_COMMON_CODEC);
        assertThat(check(offer, List.of("m=audio 4000 RTP/AVP 0 8"))).isEmpty();
        assertThat(check(List.of("m=image 4000 udptl t38"), List.of("m=image 4000 udptl other")))
                .isEmpty();
    }

    @Test
    @Rfc(number = 3264, section = "6.1")
    void wantsWordsForDynamicNumbers() throws Exception {
        List<String> offer = List.of("m=audio 4000 RTP/AVP 0 96", "a=rtpmap:96 opus/48000/2");

        assertThat(check(offer, List.of("m=audio 4000 RTP/AVP 0 96"))).containsExactly(Rule.MISSING_RTPMAP);
    }

    @Test
    @Rfc(number = 3264, section = "6.1")
    void advisesToKeepTheNumbersOfTheOffer() throws Exception {
        List<String> offer = List.of("m=audio 4000 RTP/AVP 96", "a=rtpmap:96 opus/48000/2");

        assertThat(check(offer, List.of("m=audio 4000 RTP/AVP 97", "a=rtpmap:97 opus/48000/2")))
                .containsExactly(Rule.PAYLOAD_NUMBER);
        assertThat(Rule.PAYLOAD_NUMBER.isMandatory()).isFalse();
        assertThat(Rule.DIRECTION.isMandatory()).isTrue();
    }

    @Test
    @Rfc(number = 3264, section = "6.1")
    void wantsADirectionThatFits() throws Exception {
        List<String> sends = List.of("m=audio 4000 RTP/AVP 0", "a=sendonly");
        SessionDescription offer = Sdp.parseSession(sends.toArray(String[]::new));
        SessionDescription answer = Sdp.parseSession("m=audio 4000 RTP/AVP 0", "a=ptime:20", "a=sendonly");

        assertThat(OfferAnswer.checkAnswer(offer, answer))
                .containsExactly(new Violation(Rule.DIRECTION, 0, SdpLine.of('a', "sendonly")));
        assertThat(check(sends, List.of("m=audio 4000 RTP/AVP 0"))).containsExactly(Rule.DIRECTION);
        assertThat(check(sends, List.of("a=recvonly", "m=audio 4000 RTP/AVP 0")))
                .isEmpty();
    }

    @Test
    @Rfc(number = 5888, section = "9.1")
    void wantsTheNameOfTheOffer() throws Exception {
        List<String> offer = List.of("m=audio 0 RTP/AVP 0", "a=mid:a");

        assertThat(check(offer, List.of("m=audio 0 RTP/AVP 0", "a=mid:b"))).containsExactly(Rule.MID);
        assertThat(check(offer, List.of("m=audio 0 RTP/AVP 0", "a=mid:a"))).isEmpty();
        assertThat(check(offer, List.of("m=audio 0 RTP/AVP 0"))).isEmpty();
    }

    @Test
    @Rfc(number = 5761, section = "5.1.1")
    void multiplexesOnlyWhatWasOfferedSo() throws Exception {
        List<String> plain = List.of("m=audio 4000 RTP/AVP 0");
        List<String> multiplexed = List.of("m=audio 4000 RTP/AVP 0", "a=rtcp-mux");

        assertThat(check(plain, multiplexed)).containsExactly(Rule.RTCP_MUX);
        assertThat(check(multiplexed, plain)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "active,passive,true",
        "active,holdconn,true",
        "active,active,false",
        "active,actpass,false",
        "passive,active,true",
        "passive,passive,false",
        "actpass,active,true",
        "actpass,passive,true",
        "actpass,holdconn,true",
        "actpass,actpass,false",
        "holdconn,holdconn,true",
        "holdconn,active,false",
        "unheard-of,active,true"
    })
    @Rfc(number = 4145, section = "4.1")
    void wantsARoleThatFits(String offered, String answered, boolean fits) throws Exception {
        List<Rule> broken = check(
                List.of("a=setup:" + offered, "m=audio 4000 RTP/AVP 0"),
                List.of("m=audio 4000 RTP/AVP 0", "a=setup:" + answered));

        assertThat(broken).isEqualTo(fits ? List.of() : List.of(Rule.SETUP));
    }

    @Test
    @Rfc(number = 4568, section = "5.1.2")
    void wantsOneOfTheOfferedCiphers() throws Exception {
        List<String> offer = List.of("m=audio 4000 RTP/SAVP 0", "a=crypto:1 A inline:AQID", "a=crypto:2 B inline:AQID");

        assertThat(check(offer, List.of("m=audio 4000 RTP/SAVP 0", "a=crypto:2 B inline:BAUG")))
                .isEmpty();
        assertThat(check(offer, List.of("m=audio 4000 RTP/SAVP 0", "a=crypto:1 B inline:BAUG")))
                .containsExactly(Rule.CRYPTO);
        assertThat(check(
                        offer,
                        List.of("m=audio 4000 RTP/SAVP 0", "a=crypto:1 A inline:BAUG", "a=crypto:2 B inline:BAUG")))
                .containsExactly(Rule.CRYPTO);
    }

    @Test
    @Rfc(number = 3264, section = "8")
    void takesTheNextVersion() throws Exception {
        SessionDescription first = SessionDescription.parse(Sdp.phone());
        SessionDescription more =
                first.withNextVersion().withAddedMedia(Media.of("video", 4002, "RTP/AVP", List.of("31")));

        assertThat(OfferAnswer.checkSuccessor(first, first)).isEmpty();
        assertThat(OfferAnswer.checkSuccessor(first, first.withNextVersion())).isEmpty();
        assertThat(OfferAnswer.checkSuccessor(first, more)).isEmpty();
        assertThat(OfferAnswer.checkSuccessor(
                        more, more.withNextVersion().withMedia(1, more.media(1).withPort(0))))
                .isEmpty();
    }

    @Test
    @Rfc(number = 3264, section = "8")
    void wantsTheSameSessionOneVersionOn() throws Exception {
        SessionDescription first = SessionDescription.parse(Sdp.phone());
        SessionDescription other = first.withOrigin(Origin.of(1, 1, "192.0.2.10"));
        SessionDescription jump = first.withNextVersion().withNextVersion();
        SessionDescription changed = first.withSessionName("changed");

        assertThat(rules(OfferAnswer.checkSuccessor(first, other))).containsExactly(Rule.ORIGIN);
        assertThat(rules(OfferAnswer.checkSuccessor(first, jump))).containsExactly(Rule.VERSION_STEP);
        assertThat(rules(OfferAnswer.checkSuccessor(jump, first))).containsExactly(Rule.VERSION_STEP);
        assertThat(rules(OfferAnswer.checkSuccessor(first, changed))).containsExactly(Rule.VERSION_UNCHANGED);
        assertThat(rules(OfferAnswer.checkSuccessor(first, Sdp.parse("v=0", "o=x"))))
                .contains(Rule.ORIGIN);
    }

    @Test
    @Rfc(number = 3264, section = "8")
    void neverLosesMedia() throws Exception {
        SessionDescription first = Sdp.parseSession("m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 31");

        assertThat(OfferAnswer.checkSuccessor(first, first.withNextVersion().withoutMedia(1)))
                .containsExactly(new Violation(Rule.MEDIA_REMOVED, 1, null));
    }

    @Test
    @Rfc(number = 3264, section = "8.3.2")
    void neverGivesANumberToAnotherCodec() throws Exception {
        SessionDescription first = Sdp.parseSession("m=audio 4000 RTP/AVP 96 0", "a=rtpmap:96 opus/48000/2");
        Media remapped = Codecs.set(first.media(0), List.of(Codec.of(96, "speex", 8000)));
        Media added = Codecs.set(first.media(0), List.of(Codec.of(97, "speex", 8000)));

        assertThat(rules(OfferAnswer.checkSuccessor(
                        first, first.withNextVersion().withMedia(0, remapped))))
                .containsExactly(Rule.PAYLOAD_REMAPPED);
        assertThat(OfferAnswer.checkSuccessor(first, first.withNextVersion().withMedia(0, added)))
                .isEmpty();
        SessionDescription rejected = first.withMedia(0, first.media(0).withPort(0));
        assertThat(OfferAnswer.checkSuccessor(
                        rejected, rejected.withNextVersion().withMedia(0, remapped)))
                .isEmpty();
    }

    @Test
    @Rfc(number = 3264, section = "8.4")
    void knowsWhoIsOnHold() throws Exception {
        assertThat(OfferAnswer.isHold(SessionDescription.parse(Sdp.phone()))).isFalse();
        assertThat(OfferAnswer.isHold(Sdp.parseSession("m=audio 4000 RTP/AVP 0", "a=sendonly")))
                .isTrue();
        assertThat(OfferAnswer.isHold(Sdp.parseSession("m=audio 4000 RTP/AVP 0", "a=inactive")))
                .isTrue();
        assertThat(OfferAnswer.isHold(Sdp.parseSession("m=audio 4000 RTP/AVP 0", "a=recvonly")))
                .isFalse();
        assertThat(OfferAnswer.isHold(Sdp.parseSession("a=sendonly", "m=audio 4000 RTP/AVP 0")))
                .isTrue();
        assertThat(OfferAnswer.isHold(Sdp.parseSession("m=audio 4000 RTP/AVP 0", "c=IN IP4 0.0.0.0")))
                .isTrue();
        assertThat(OfferAnswer.isHold(Sdp.parseSession("m=audio 4000 RTP/AVP 0", "c=nonsense")))
                .isFalse();
        assertThat(OfferAnswer.isHold(Sdp.parse("v=0", "c=IN IP4 0.0.0.0", "m=audio 4000 RTP/AVP 0")))
                .isTrue();
    }

    @Test
    @Rfc(number = 3264, section = "8.4")
    void asksOnlyMediaThatAreThere() throws Exception {
        SessionDescription half = Sdp.parseSession(
                "m=audio 4000 RTP/AVP 0", "a=sendonly", "m=video 4002 RTP/AVP 31", "m=text 0 RTP/AVP 98");

        assertThat(OfferAnswer.isHold(half)).isFalse();
        assertThat(OfferAnswer.isHold(half, half.media(0))).isTrue();
        assertThat(OfferAnswer.isHold(half.withMedia(1, half.media(1).withPort(0))))
                .isTrue();
        assertThat(OfferAnswer.isHold(Sdp.parseSession("m=audio 0 RTP/AVP 0", "a=inactive")))
                .isFalse();
        assertThat(OfferAnswer.isHold(Sdp.parseSession())).isFalse();
    }

    @Test
    @Rfc(number = 3264, section = "6")
    @Rfc(number = 5888, section = "9.1")
    void buildsAnAnswerThatPassesItsOwnCheck() throws Exception {
        SessionDescription offer = SessionDescription.parse(Sdp.browser().replace("t=0 0", "t=10 20"));
        Media audio = Media.of(
                "audio", 4000, offer.media(0).protocol(), offer.media(0).formats());
        List<Codec> common = Codecs.common(Codecs.of(offer.media(0)), List.of(Codec.of(0, "PCMU", 8000)));

        SessionDescription answer = OfferAnswer.answer(
                offer,
                Origin.of(1, 1, "198.51.100.7"),
                List.of(Codecs.set(audio, common), OfferAnswer.reject(offer.media(1))));

        assertThat(OfferAnswer.checkAnswer(offer, answer)).isEmpty();
        assertThat(answer)
                .hasToString(Sdp.text(
                        "v=0",
                        "o=- 1 1 IN IP4 198.51.100.7",
                        "s=-",
                        "t=10 20",
                        "m=audio 4000 UDP/TLS/RTP/SAVPF 0",
                        "a=rtpmap:0 PCMU/8000",
                        "m=video 0 UDP/TLS/RTP/SAVPF 96 97 103 104 45 46",
                        "a=mid:1"));
        assertThatThrownBy(() -> OfferAnswer.answer(offer, Origin.of(1, 1, "h"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
