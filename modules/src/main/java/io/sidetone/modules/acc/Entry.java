package io.sidetone.modules.acc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that is accounted, the same for all backends. Immutable.
///
/// @param parties who it is about
/// @param code the status code; 0 for none
/// @param reason its phrase
/// @param time when it was over
/// @param created when accounting was asked for; null if it was not
/// @param extras values by their tags
/// @param legs the same for each leg; empty if legs are not used
record Entry(
        Parties parties,
        int code,
        String reason,
        Instant time,
        @Nullable Instant created,
        Map<String, String> extras,
        List<Map<String, String>> legs) {

    /// Who a request is about, as it was received. Immutable.
    ///
    /// @param fromTag empty for none
    /// @param toTag empty for none
    record Parties(String method, String fromTag, String toTag, String callId) {

        /// The same, with the tag that a response has.
        Parties answeredBy(@Nullable String tag, boolean upstream) {
            if (tag == null) {
                return this;
            }
            return upstream ? new Parties(method, tag, toTag, callId) : new Parties(method, fromTag, tag, callId);
        }
    }

    Entry {
        extras = Map.copyOf(extras);
        legs = legs.stream().map(Map::copyOf).toList();
    }

    /// The code as digits; empty for none.
    String codeText() {
        return code == 0 ? "" : Integer.toString(code);
    }

    /// How long it took, in seconds.
    long setup() {
        return created == null ? 0 : Math.max(0, time.getEpochSecond() - created.getEpochSecond());
    }
}
