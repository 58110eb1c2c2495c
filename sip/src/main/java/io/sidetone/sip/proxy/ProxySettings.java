package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.transaction.TimerSettings;
import java.time.Duration;

/// How requests are forwarded. Immutable.
///
/// @param timerC how long a callee may ring without saying so again, before the branch is given up
/// @param timers of the branches
/// @param disposition what is done where the caller wants nothing else
/// @param best how the response is chosen that goes back
/// @param targets how many targets one request may have, at least 1
/// @param failover whether the next address of a target is tried where one does not answer, or with 503
/// @param counts whether Max-Forwards is lowered here: not where the user has done that already
/// @param breadth the Max-Breadth of requests that bring none, and the highest that is granted; 0 to leave it
///     alone
/// @param renews whether timer C starts anew with each provisional response, as the RFC wants; else only with the
///     first one, and from 180 on with each that has a higher code than those before
@Rfc(number = 3261, section = "16.6")
public record ProxySettings(
        Duration timerC,
        TimerSettings timers,
        Disposition disposition,
        BestResponse.Settings best,
        int targets,
        boolean failover,
        boolean counts,
        int breadth,
        boolean renews) {

    /// Three minutes and a bit, as the RFC wants, and everything else as the RFCs have it.
    public static final ProxySettings DEFAULT = new ProxySettings(
            Duration.ofSeconds(185),
            TimerSettings.DEFAULT,
            Disposition.DEFAULT,
            BestResponse.Settings.DEFAULT,
            TargetSet.DEFAULT_LIMIT,
            true,
            true,
            MaxBreadth.DEFAULT,
            true);

    /// @throws IllegalArgumentException if a number is out of range
    public ProxySettings {
        if (!timerC.isPositive() || targets < 1 || breadth < 0) {
            throw new IllegalArgumentException("A setting out of range");
        }
    }

    /// The same with another timer C.
    public ProxySettings withTimerC(Duration other) {
        return new ProxySettings(other, timers, disposition, best, targets, failover, counts, breadth, renews);
    }

    /// The same with other timers.
    public ProxySettings withTimers(TimerSettings other) {
        return new ProxySettings(timerC, other, disposition, best, targets, failover, counts, breadth, renews);
    }

    /// The same with another disposition.
    public ProxySettings withDisposition(Disposition other) {
        return new ProxySettings(timerC, timers, other, best, targets, failover, counts, breadth, renews);
    }

    /// The same with failover on or off.
    public ProxySettings withFailover(boolean other) {
        return new ProxySettings(timerC, timers, disposition, best, targets, other, counts, breadth, renews);
    }

    /// The same with another choice of responses.
    public ProxySettings withBest(BestResponse.Settings other) {
        return new ProxySettings(timerC, timers, disposition, other, targets, failover, counts, breadth, renews);
    }

    /// The same, with Max-Forwards lowered or left alone.
    public ProxySettings withCounting(boolean other) {
        return new ProxySettings(timerC, timers, disposition, best, targets, failover, other, breadth, renews);
    }

    /// The same with another Max-Breadth.
    public ProxySettings withBreadth(int other) {
        return new ProxySettings(timerC, timers, disposition, best, targets, failover, counts, other, renews);
    }

    /// The same, where timer C starts anew with each provisional response or does not.
    public ProxySettings withRenewing(boolean other) {
        return new ProxySettings(timerC, timers, disposition, best, targets, failover, counts, breadth, other);
    }
}
