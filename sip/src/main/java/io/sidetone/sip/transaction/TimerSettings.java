package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import java.time.Duration;

/// The times that all timers of transactions come from. Immutable.
///
/// @param t1 an estimate of the round-trip time; the first retransmission comes after it
/// @param t2 the longest time between two retransmissions, but for an INVITE's; not below T1
/// @param t4 how long the network may hold on to a message
/// @param timeout how long a client waits for the first response to an INVITE, and for the final one to others:
///     64 times T1, if nobody has reasons for less
@Rfc(number = 3261, section = "17.1.1.1")
public record TimerSettings(Duration t1, Duration t2, Duration t4, Duration timeout) {

    /// 500 ms, 4 s and 5 s, and so 32 s.
    public static final TimerSettings DEFAULT =
            of(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5));

    /// How long the server of an INVITE waits for a response of its user before it sends a 100.
    static final Duration TRYING = Duration.ofMillis(200);

    private static final int TIMES_T1 = 64;

    /// @throws IllegalArgumentException if a time is not above zero, or T2 is below T1
    public TimerSettings {
        if (!t1.isPositive() || !t4.isPositive() || !timeout.isPositive() || t2.compareTo(t1) < 0) {
            throw new IllegalArgumentException("Times that nobody can keep: " + t1 + ", " + t2 + ", " + t4);
        }
    }

    /// The usual time-out, 64 times T1.
    public static TimerSettings of(Duration t1, Duration t2, Duration t4) {
        return new TimerSettings(t1, t2, t4, t1.multipliedBy(TIMES_T1));
    }

    /// The same with another time-out.
    public TimerSettings withTimeout(Duration other) {
        return new TimerSettings(t1, t2, t4, other);
    }

    /// How long a transaction that is over still takes care of retransmissions: 64 times T1, whatever the
    /// time-out.
    public Duration linger() {
        return Duration.ofNanos(t1.toNanos() * TIMES_T1);
    }

    /// The time to the next retransmission, twice this one and at most T2.
    Duration next(Duration interval) {
        Duration twice = interval.plus(interval);
        return twice.compareTo(t2) < 0 ? twice : t2;
    }

    /// When the retransmissions of a client have become as rare as they can be: from then on a 100 spares some.
    @Rfc(number = 4320, section = "4.1")
    Duration untilSlow() {
        Duration sum = Duration.ZERO;
        for (Duration interval = t1; interval.compareTo(t2) < 0; interval = next(interval)) {
            sum = sum.plus(interval);
        }
        return sum;
    }
}
