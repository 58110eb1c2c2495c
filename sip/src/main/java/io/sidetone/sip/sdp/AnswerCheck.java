package io.sidetone.sip.sdp;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.sdp.Violation.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds an answer against its offer. Confined to the thread that uses it.
@Rfc(number = 3264, section = "6")
final class AnswerCheck {

    private final SessionDescription offer;
    private final SessionDescription answer;
    private final List<Violation> violations = new ArrayList<>();

    AnswerCheck(SessionDescription offer, SessionDescription answer) {
        this.offer = offer;
        this.answer = answer;
    }

    List<Violation> run() {
        // §6: the times of the answer are those of the offer.
        if (!times(offer).equals(times(answer))) {
            violations.add(new Violation(Rule.TIMING, -1, answer.first('t')));
        }
        if (answer.media().size() != offer.media().size()) {
            violations.add(new Violation(Rule.MEDIA_COUNT, -1, null));
        }
        int count = Math.min(offer.media().size(), answer.media().size());
        for (int i = 0; i < count; i++) {
            check(i, offer.media(i), answer.media(i));
        }
        return violations;
    }

    /// The `t=` lines; who leaves them out means a session without limits.
    private static List<SdpLine> times(SessionDescription description) {
        List<SdpLine> times = description.lines('t');
        return times.isEmpty() ? List.of(SdpLine.of('t', "0 0")) : times;
    }

    private void check(int index, Media offered, Media answered) {
        SdpLine line = answered.lines().getFirst();
        require(offered.kind().equals(answered.kind()), Rule.MEDIA_KIND, index, line);
        require(!answered.formats().isEmpty(), Rule.NO_FORMAT, index, line);
        checkMid(index, offered, answered);
        // §6: the rest of a rejected line means nothing.
        if (answered.isRejected()) {
            return;
        }
        require(!offered.isRejected(), Rule.REJECTED_REVIVED, index, line);
        require(offered.protocol().equals(answered.protocol()), Rule.PROTOCOL, index, line);
        checkDirection(index, offered, answered);
        if (offered.isRtp() && answered.isRtp()) {
            checkCodecs(index, offered, answered);
        }
        checkRtcpMux(index, offered, answered);
        checkSetup(index, offered, answered);
        checkCrypto(index, offered, answered);
    }

    @Rfc(number = 3264, section = "6.1")
    private void checkDirection(int index, Media offered, Media answered) {
        Direction offeredDirection = offer.directionOf(offered);
        Direction answeredDirection = answer.directionOf(answered);
        require(offeredDirection.permitsAnswer(answeredDirection), Rule.DIRECTION, index, directionLine(answered));
    }

    private SdpLine directionLine(Media answered) {
        for (SdpLine line : answered.lines()) {
            if (Direction.of(line) != null) {
                return line;
            }
        }
        return answered.lines().getFirst();
    }

    @Rfc(number = 3264, section = "6.1")
    private void checkCodecs(int index, Media offered, Media answered) {
        SdpLine line = answered.lines().getFirst();
        List<Codec> theirs = Codecs.of(offered);
        List<Codec> ours = Codecs.of(answered);
        // §6.1: one in common is needed; the answer may list more that it can receive.
        require(!Codecs.common(theirs, ours).isEmpty(), Rule.NO_COMMON_CODEC, index, line);
        // §6.1: dynamic numbers are explained even if the offer did so.
        for (String format : answered.formats()) {
            int payload = Codecs.payload(format);
            if (StaticPayloads.isDynamic(payload) && !isListed(ours, payload)) {
                violations.add(new Violation(Rule.MISSING_RTPMAP, index, line));
                break;
            }
        }
        for (Codec codec : ours) {
            if (isOfferedOnlyOtherwise(theirs, codec)) {
                violations.add(new Violation(Rule.PAYLOAD_NUMBER, index, line));
                break;
            }
        }
    }

    private static boolean isListed(List<Codec> codecs, int payload) {
        for (Codec codec : codecs) {
            if (codec.payload() == payload) {
                return true;
            }
        }
        return false;
    }

    /// Whether the offer has this codec, and under another number than the answer.
    private static boolean isOfferedOnlyOtherwise(List<Codec> offered, Codec codec) {
        boolean otherwise = false;
        for (Codec theirs : offered) {
            if (theirs.isSameAs(codec)) {
                if (theirs.payload() == codec.payload()) {
                    return false;
                }
                otherwise = true;
            }
        }
        return otherwise;
    }

    @Rfc(number = 5888, section = "9.1")
    private void checkMid(int index, Media offered, Media answered) {
        String theirs = offered.mid();
        String ours = answered.mid();
        // Who does not know the attribute answers without it.
        require(theirs == null || ours == null || theirs.equals(ours), Rule.MID, index, line(answered, "mid"));
    }

    @Rfc(number = 5761, section = "5.1.1")
    private void checkRtcpMux(int index, Media offered, Media answered) {
        // §5.1.1, made clear by RFC 8035: the answer never brings it up.
        boolean fits = offered.hasAttribute("rtcp-mux") || !answered.hasAttribute("rtcp-mux");
        require(fits, Rule.RTCP_MUX, index, line(answered, "rtcp-mux"));
    }

    @Rfc(number = 4145, section = "4.1")
    private void checkSetup(int index, Media offered, Media answered) {
        Attribute theirs = offer.attributeOf(offered, "setup");
        Attribute ours = answer.attributeOf(answered, "setup");
        if (theirs == null || ours == null) {
            return;
        }
        String role = ours.value() == null ? "" : ours.value();
        boolean fits = switch (theirs.value() == null ? "" : theirs.value()) {
            case "active" -> role.equals("passive") || role.equals("holdconn");
            case "passive" -> role.equals("active") || role.equals("holdconn");
            case "actpass" -> role.equals("active") || role.equals("passive") || role.equals("holdconn");
            case "holdconn" -> role.equals("holdconn");
            default -> true;
        };
        require(fits, Rule.SETUP, index, line(answered, "setup"));
    }

    @Rfc(number = 4568, section = "5.1.2")
    private void checkCrypto(int index, Media offered, Media answered) {
        List<Crypto> ours = answered.cryptos();
        if (ours.isEmpty()) {
            return;
        }
        boolean chosen = false;
        for (Crypto theirs : offered.cryptos()) {
            Crypto first = ours.getFirst();
            chosen |= theirs.tag() == first.tag() && theirs.suite().equals(first.suite());
        }
        require(chosen && ours.size() == 1, Rule.CRYPTO, index, line(answered, Crypto.NAME));
    }

    /// The media's line with this attribute, or else their `m=` line.
    private static SdpLine line(Media media, String attribute) {
        for (SdpLine line : media.lines()) {
            if (line.isAttribute(attribute)) {
                return line;
            }
        }
        return media.lines().getFirst();
    }

    private void require(boolean holds, Rule rule, int index, @Nullable SdpLine line) {
        if (!holds) {
            violations.add(new Violation(rule, index, line));
        }
    }
}
