package io.sidetone.sip.sdp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sidetone.sip.base.AllocationBound;
import io.sidetone.sip.base.Invariant;
import io.sidetone.sip.base.LongInputs;
import io.sidetone.sip.text.SyntaxException;
import io.sidetone.sip.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Reads one description, or two with a NUL between them, which no line can hold: an offer and its answer.
class SdpFuzzTest {

    private final AllocationBound bound = new AllocationBound(2_000);

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        bound.check(input, SdpFuzzTest::exercise);
    }

    @Test
    void takesMemoryByTheLengthOfItsInput() {
        LongInputs.of(SdpFuzzTest.class).check(bound, SdpFuzzTest::exercise);
    }

    private static void exercise(byte[] input) {
        int nul = 0;
        while (nul < input.length && input[nul] != 0) {
            nul++;
        }
        SessionDescription offer = read(input, 0, nul);
        SessionDescription answer = read(input, Math.min(nul + 1, input.length), input.length);
        if (offer != null) {
            negotiate(offer, answer == null ? offer : answer);
        }
    }

    private static @Nullable SessionDescription read(byte[] input, int from, int to) {
        SessionDescription description;
        try {
            description = SessionDescription.parse(input, from, to);
        } catch (SyntaxException e) {
            checkOffset(e, from, to);
            return null;
        }
        byte[] octets = Arrays.copyOfRange(input, from, to);
        Invariant.holds(
                Arrays.equals(description.toByteArray(), octets), "what is unedited is written as read", description);
        readLines(description, octets.length);
        checkEdits(description);
        for (int i = 0; i < description.media().size(); i++) {
            readMedia(description, i);
        }
        return description;
    }

    private static void checkOffset(SyntaxException e, int start, int end) {
        Invariant.holds(e.offset() >= start && e.offset() <= end, "the offset is in the text", e.offset());
    }

    private static void readLines(SessionDescription description, int length) {
        List<Reading> readings = List.of(
                description::origin,
                description::timings,
                description::zoneAdjustments,
                description::connection,
                description::bandwidths);
        for (Reading reading : readings) {
            try {
                Invariant.equal(reading.read(), reading.read(), "what is read twice is the same");
            } catch (SyntaxException e) {
                checkOffset(e, 0, length);
            }
        }
    }

    private interface Reading {
        @Nullable
        Object read() throws SyntaxException;
    }

    private static void checkEdits(SessionDescription description) {
        SessionDescription edited = description
                .withSessionName("n\u00E4me")
                .withOrigin(Origin.of(1, 2, "192.0.2.1"))
                .withConnection(Connection.of("2001:db8::1"))
                .withDirection(Direction.INACTIVE)
                .withAttribute(new Attribute("x", "1"))
                .withAddedMedia(Media.of("audio", 9, "RTP/AVP", List.of("0")));
        Invariant.equal(edited.sessionName(), "n\u00E4me", "a name is read back");
        Invariant.equal(parsed(edited), edited, "an edited description is read back");
        Invariant.equal(edited.withoutMedia(description.media().size()).media(), description.media(), "media are kept");
        SessionDescription moved = description;
        for (int i = 0; i < description.media().size(); i++) {
            Media media = description.media(i);
            moved = media.formats().isEmpty() ? moved : moved.withMedia(i, media.withPort(7_070));
        }
        Invariant.equal(parsed(moved), moved, "edited media are read back");
    }

    private static SessionDescription parsed(SessionDescription description) {
        byte[] written = description.toByteArray();
        try {
            return SessionDescription.parse(written, 0, written.length);
        } catch (SyntaxException e) {
            throw new AssertionError("what is written can be read: " + description, e);
        }
    }

    private static void readMedia(SessionDescription description, int index) {
        Media media = description.media(index);
        List<AttributeValue> values = new ArrayList<>(media.candidates());
        values.addAll(media.rtpMaps());
        values.addAll(media.fmtps());
        values.addAll(media.cryptos());
        values.addAll(media.fingerprints());
        Rtcp rtcp = media.rtcp();
        if (rtcp != null) {
            values.add(rtcp);
        }
        for (AttributeValue value : values) {
            checkValue(value);
        }
        Invariant.holds(
                !OfferAnswer.isHold(description, media) || !media.isRejected(), "nothing rejected is on hold", media);
        List<Codec> codecs = Codecs.of(media);
        Media set = Codecs.set(media, codecs);
        Invariant.equal(Codecs.of(set), codecs, "codecs that are set are there");
        Media kept = Codecs.keep(media, codec -> codec.payload() % 2 == 0);
        for (Codec codec : Codecs.of(kept)) {
            Invariant.holds(kept.isRejected() || codec.payload() % 2 == 0, "only what is kept is there", codec);
        }
        Media preferred = Codecs.prefer(media, codec -> codec.payload() > 95);
        Invariant.holds(preferred.formats().size() == media.formats().size(), "an order loses no format", media);
    }

    private static void checkValue(AttributeValue value) {
        try {
            AttributeValue again = switch (value) {
                case RtpMap map -> RtpMap.parse(map.text());
                case Fmtp fmtp -> Fmtp.parse(fmtp.text());
                case Rtcp port -> Rtcp.parse(port.text());
                case Candidate candidate -> Candidate.parse(candidate.text());
                case Fingerprint fingerprint -> Fingerprint.parse(fingerprint.text());
                case Crypto crypto -> Crypto.parse(crypto.text());
            };
            Invariant.equal(again, value, "what is written reads the same");
        } catch (SyntaxException e) {
            throw new AssertionError("what is written can be read: " + value.text(), e);
        }
        if (value instanceof Fmtp fmtp) {
            Invariant.holds(fmtp.parameters().size() <= fmtp.parameterText().length(), "parameters have a text", fmtp);
        }
        if (value instanceof Crypto crypto) {
            try {
                Invariant.holds(!crypto.inlineKeys().isEmpty(), "there is a key", crypto);
            } catch (SyntaxException e) {
                checkOffset(e, 0, Text.encode(crypto.keyParameters()).length);
            }
        }
    }

    private static void negotiate(SessionDescription offer, SessionDescription answer) {
        for (Violation violation : OfferAnswer.checkAnswer(offer, answer)) {
            Invariant.holds(violation.media() < offer.media().size(), "a violation is in one of the media", violation);
        }
        for (Violation violation : OfferAnswer.checkSuccessor(offer, answer)) {
            Invariant.holds(violation.media() < offer.media().size(), "a violation is in one of the media", violation);
        }
        List<Media> rejected = new ArrayList<>();
        for (Media media : offer.media()) {
            rejected.add(OfferAnswer.reject(media));
        }
        SessionDescription refusal = OfferAnswer.answer(offer, Origin.of(1, 1, "192.0.2.1"), rejected);
        Invariant.equal(parsed(refusal), refusal, "an answer is read back");
        for (Violation violation : OfferAnswer.checkAnswer(offer, refusal)) {
            // A rejected line without formats may be offered, and has none to answer with.
            Invariant.holds(violation.rule() == Violation.Rule.NO_FORMAT, "who rejects all breaks no rule", violation);
        }
    }
}
