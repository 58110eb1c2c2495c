package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import org.jspecify.annotations.Nullable;

/// What this side wants of session timers. Immutable.
///
/// @param interval after how many seconds a session ends that is not refreshed, at least `minimum`
/// @param minimum the shortest such time that is accepted, in seconds, at least 90
/// @param refresher whether this side is to refresh; null if it does not care
/// @param alone whether this side refreshes by itself if the other side knows no session timers
@Rfc(number = 4028, section = "4")
public record SessionTimerSettings(
        long interval, long minimum, @Nullable Boolean refresher, boolean alone) {

    /// The shortest time that anybody may ask for, in seconds.
    @Rfc(number = 4028, section = "5")
    public static final long MINIMUM = 90;

    /// Half an hour, as short as may be, by whoever likes.
    public static final SessionTimerSettings DEFAULT = new SessionTimerSettings(1800, MINIMUM, null, false);

    /// @throws IllegalArgumentException if a time is out of range
    public SessionTimerSettings {
        if (minimum < MINIMUM || interval < minimum || interval > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Session-Expires " + interval + ", Min-SE " + minimum);
        }
    }
}
