package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.EventType;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.MediaType;
import io.sidetone.sip.message.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the machines have to know of an event package. Immutable.
///
/// @param type its name, with templates if it has any
/// @param defaultExpires how long a subscription or publication lasts that does not say, in seconds
/// @param minExpires the shortest that is granted in seconds, 0 to 3600
/// @param maxExpires the longest that is granted in seconds; what asks for more gets this
/// @param bodyTypes what its bodies may be, the default first; at least one
/// @param forks whether one SUBSCRIBE may make several subscriptions
/// @param authorized whether somebody has to allow a subscription before it tells of the state
/// @param minInterval how long a notifier rests between the answer to a NOTIFY and the next one; zero for not at
///     all
@Rfc(number = 6665, section = "5.4")
public record EventPackage(
        EventType type,
        long defaultExpires,
        long minExpires,
        long maxExpires,
        List<MediaType> bodyTypes,
        boolean forks,
        boolean authorized,
        Duration minInterval) {

    /// What [#grant] answers to a span that is too short.
    public static final long TOO_BRIEF = -1;

    /// §4.2.1.1: nobody may refuse an hour as too brief.
    private static final long LONGEST_MIN_EXPIRES = 3600;

    /// @throws IllegalArgumentException if the spans are not in order or there is no body type
    public EventPackage {
        bodyTypes = List.copyOf(bodyTypes);
        if (bodyTypes.isEmpty()
                || minInterval.isNegative()
                || minExpires < 0
                || minExpires > LONGEST_MIN_EXPIRES
                || defaultExpires < Math.max(1, minExpires)
                || maxExpires < defaultExpires) {
            throw new IllegalArgumentException("No event package: " + type);
        }
    }

    /// A package with an hour by default, a minute at least and a day at most, that forks, needs nobody's leave
    /// and has no minimum interval.
    public static EventPackage of(EventType type, MediaType bodyType) {
        return new EventPackage(type, 3600, 60, 86_400, List.of(bodyType), true, false, Duration.ZERO);
    }

    /// How long to grant.
    ///
    /// @param asked in seconds; null if the request does not say
    /// @return seconds; 0 if that was asked; [#TOO_BRIEF] if it is shorter than the package takes
    @Rfc(number = 6665, section = "4.2.1.1")
    public long grant(@Nullable Long asked) {
        if (asked == null) {
            return defaultExpires;
        }
        // §4.2.1.1: it may be shortened, never lengthened; zero ends or fetches and is never too brief.
        return asked > 0 && asked < minExpires ? TOO_BRIEF : Math.min(asked, maxExpires);
    }

    /// The answer to a request for a span that is too short.
    Refusal tooBrief() {
        return new Refusal(423, "Interval Too Brief", HeaderName.MIN_EXPIRES, Long.toString(minExpires));
    }

    /// Whether its bodies may be of a type.
    boolean takes(MediaType type) {
        for (MediaType one : bodyTypes) {
            if (one.includes(type)) {
                return true;
            }
        }
        return false;
    }

    /// The type of body that a subscriber is given.
    ///
    /// @param accept the ranges of its Accept; empty if it has none
    /// @return null if nothing fits
    @Rfc(number = 6665, section = "5.4.5")
    public @Nullable MediaType bodyType(List<MediaType> accept) {
        if (accept.isEmpty()) {
            return bodyTypes.getFirst();
        }
        MediaType best = null;
        int bestQ = 0;
        for (MediaType type : bodyTypes) {
            int q = 0;
            for (MediaType range : accept) {
                q = range.includes(type) ? Math.max(q, range.q()) : q;
            }
            if (q > bestQ) {
                best = type;
                bestQ = q;
            }
        }
        return best;
    }
}
