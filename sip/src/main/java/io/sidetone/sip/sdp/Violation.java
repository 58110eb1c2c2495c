package io.sidetone.sip.sdp;

import org.jspecify.annotations.Nullable;

/// One rule of offer and answer that a description breaks. Immutable.
///
/// @param rule which
/// @param media the index of the media that break it; -1 if the session as a whole does
/// @param line the line that breaks it, or the `m=` line of the media; null if it is the absence of one
public record Violation(Rule rule, int media, @Nullable SdpLine line) {

    /// The rules that are looked after.
    public enum Rule {
        /// An answer has as many media as its offer (RFC 3264 §6).
        MEDIA_COUNT(true),
        /// Media of an answer are of the same kind as those of the offer at the same place (§6).
        MEDIA_KIND(true),
        /// They are carried by the same protocol (§6.1).
        PROTOCOL(true),
        /// What was offered with port 0 is answered with port 0 (§6).
        REJECTED_REVIVED(true),
        /// Every `m=` line has a format, the rejected ones too (§6).
        NO_FORMAT(true),
        /// RTP media that are not rejected share a codec with their offer (§6.1).
        NO_COMMON_CODEC(true),
        /// A dynamic payload type number has an `rtpmap` (§6.1).
        MISSING_RTPMAP(true),
        /// A codec keeps the number that the offer gave it (§6.1).
        PAYLOAD_NUMBER(false),
        /// A direction fits the offered one (§6.1).
        DIRECTION(true),
        /// Start and end of the session are those of the offer (§6).
        TIMING(true),
        /// Media keep the name that the offer gave them (RFC 5888 §9.1).
        MID(true),
        /// Only what was offered as multiplexed with RTCP is answered so (RFC 5761 §5.1.1).
        RTCP_MUX(true),
        /// The role in setting a connection up fits the offered one (RFC 4145 §4.1).
        SETUP(true),
        /// One of the offered ciphers is chosen, under its tag (RFC 4568 §5.1.2).
        CRYPTO(true),
        /// The origin names the same session as before (RFC 3264 §8).
        ORIGIN(true),
        /// The version is the one before, or the next (§8).
        VERSION_STEP(true),
        /// What differs from the version before has another version (§8).
        VERSION_UNCHANGED(true),
        /// Media that were there stay, with port 0 if nobody wants them (§8).
        MEDIA_REMOVED(true),
        /// A dynamic payload type number never gets another codec in the same media (§8.3.2).
        PAYLOAD_REMAPPED(true);

        private final boolean mandatory;

        Rule(boolean mandatory) {
            this.mandatory = mandatory;
        }

        /// Whether the RFC leaves no choice; else it is advice that good reasons may outweigh.
        public boolean isMandatory() {
            return mandatory;
        }
    }
}
