package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;

/// How long a client waits. Immutable.
///
/// @param rtoMillis RTO: how long until the first retransmission, in milliseconds; each wait doubles the last
/// @param requests Rc: how often the request is sent at most, over UDP
/// @param lastWait Rm: how many RTO the last wait takes
/// @param reliableMillis Ti: how long to wait over a reliable transport, in milliseconds
@Rfc(number = 8489, section = "6.2.1")
@Rfc(number = 8489, section = "6.2.2")
public record StunTimers(long rtoMillis, int requests, int lastWait, long reliableMillis) {

    /// 500 milliseconds, seven requests, sixteen RTO: 39.5 seconds in all, as over a reliable transport.
    public static final StunTimers DEFAULT = new StunTimers(500, 7, 16, 39_500);

    private static final int MAX_REQUESTS = 16;
    private static final long MAX_MILLIS = 3_600_000;

    /// @throws IllegalArgumentException if a number is below 1, there are more than 16 requests, or a wait is
    ///     longer than an hour
    public StunTimers {
        if (Math.min(Math.min(rtoMillis, reliableMillis), Math.min(requests, lastWait)) < 1
                || requests > MAX_REQUESTS
                || Math.max(rtoMillis, reliableMillis) > MAX_MILLIS) {
            throw new IllegalArgumentException("A timer out of its range");
        }
    }

    /// These with another RTO, such as one that was measured.
    public StunTimers withRto(long millis) {
        return new StunTimers(millis, requests, lastWait, reliableMillis);
    }
}
