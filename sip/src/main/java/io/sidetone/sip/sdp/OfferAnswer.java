package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The agreement of two sides on a session: one offers, the other answers. Thread-safe: only functions.
///
/// The checks name what is wrong and judge nothing: whether to go on with it is the caller's choice. Multicast
/// streams are checked as if they were unicast.
@Rfc(number = 3264)
public final class OfferAnswer {

    private OfferAnswer() {}

    /// What an answer does that does not fit its offer; nothing if it fits.
    @Rfc(number = 3264, section = "6")
    public static List<Violation> checkAnswer(SessionDescription offer, SessionDescription answer) {
        return new AnswerCheck(offer, answer).run();
    }

    /// What a description does that may not follow the one which the same side sent before, be that an offer or
    /// an answer; nothing if it may.
    @Rfc(number = 3264, section = "8")
    public static List<Violation> checkSuccessor(SessionDescription previous, SessionDescription next) {
        List<Violation> violations = new ArrayList<>();
        checkOrigin(previous, next, violations);
        // §8: a place once taken is kept, so that both sides count alike.
        for (int i = next.media().size(); i < previous.media().size(); i++) {
            violations.add(new Violation(Violation.Rule.MEDIA_REMOVED, i, null));
        }
        int count = Math.min(previous.media().size(), next.media().size());
        for (int i = 0; i < count; i++) {
            checkNumbers(previous.media(i), next.media(i), i, violations);
        }
        return violations;
    }

    /// Whether the other side is asked not to send these media: by their direction, or by an address that is
    /// none.
    @Rfc(number = 3264, section = "8.4")
    public static boolean isHold(SessionDescription description, Media media) {
        if (media.isRejected()) {
            return false;
        }
        if (!description.directionOf(media).receives()) {
            return true;
        }
        // §8.4: the way of RFC 2543, which may not be sent any more and must be understood.
        try {
            Connection connection = description.connectionOf(media);
            return connection != null && connection.isUnspecified();
        } catch (SyntaxException _) {
            return false;
        }
    }

    /// Whether all media that are not rejected are on hold, and there are some.
    @Rfc(number = 3264, section = "8.4")
    public static boolean isHold(SessionDescription description) {
        boolean any = false;
        for (Media media : description.media()) {
            if (!media.isRejected()) {
                if (!isHold(description, media)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /// An answer with these media, one for each of the offer in the same order: the session lines that every
    /// answer has, and the times of the offer.
    ///
    /// @throws IllegalArgumentException if there are not as many media as in the offer
    @Rfc(number = 3264, section = "6")
    public static SessionDescription answer(SessionDescription offer, Origin origin, List<Media> media) {
        if (media.size() != offer.media().size()) {
            throw new IllegalArgumentException(
                    media.size() + " media for an offer of " + offer.media().size());
        }
        // §6: the times are not up for negotiation.
        SessionDescription answer = SessionDescription.of(origin).withTimesOf(offer);
        for (Media section : media) {
            answer = answer.withAddedMedia(section);
        }
        return answer;
    }

    /// What answers media that we do not want: kind, protocol and formats as offered, port 0, and their name.
    @Rfc(number = 3264, section = "6")
    @Rfc(number = 5888, section = "9.1")
    public static Media reject(Media offered) {
        Attribute mid = offered.attribute("mid");
        return offered.withPort(0, 1)
                .withoutLines(_ -> true)
                .withAttributes("mid", mid == null ? List.of() : List.of(mid));
    }

    private static void checkOrigin(SessionDescription previous, SessionDescription next, List<Violation> violations) {
        SdpLine line = next.first('o');
        Origin before = originOf(previous);
        Origin after = originOf(next);
        if (before == null || after == null || !after.isSameSession(before)) {
            violations.add(new Violation(Violation.Rule.ORIGIN, -1, line));
            return;
        }
        if (after.isSameVersion(before)) {
            // §8: the same version means the same text.
            if (!previous.withOrigin(after).equals(next.withOrigin(after))) {
                violations.add(new Violation(Violation.Rule.VERSION_UNCHANGED, -1, line));
            }
        } else if (!after.isNextVersionOf(before)) {
            violations.add(new Violation(Violation.Rule.VERSION_STEP, -1, line));
        }
    }

    private static @Nullable Origin originOf(SessionDescription description) {
        try {
            return description.origin();
        } catch (SyntaxException _) {
            return null;
        }
    }

    @Rfc(number = 3264, section = "8.3.2")
    private static void checkNumbers(Media previous, Media next, int index, List<Violation> violations) {
        // §8.1: a place that nobody uses may be taken by something new.
        if (previous.isRejected() || !previous.kind().equals(next.kind())) {
            return;
        }
        List<Codec> before = Codecs.of(previous);
        for (Codec codec : Codecs.of(next)) {
            if (StaticPayloads.isDynamic(codec.payload()) && hasOther(before, codec)) {
                violations.add(new Violation(
                        Violation.Rule.PAYLOAD_REMAPPED, index, next.lines().getFirst()));
                return;
            }
        }
    }

    private static boolean hasOther(List<Codec> codecs, Codec codec) {
        for (Codec other : codecs) {
            if (other.payload() == codec.payload()) {
                return !other.isSameAs(codec);
            }
        }
        return false;
    }
}
