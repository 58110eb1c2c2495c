package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import java.time.Duration;

/// The timer of a session: one side refreshes it by re-INVITE or UPDATE, and both end it if nobody does.
///
/// Each 2xx to such a request begins it anew, see [SessionTimerNegotiation]. Pure; confined to its owner's lock.
@Rfc(number = 4028, section = "10")
public final class SessionTimer {

    /// What happens to it.
    public enum Event {
        /// It was agreed that this side refreshes.
        AGREED_LOCAL,
        /// It was agreed that the other side refreshes.
        AGREED_REMOTE,
        /// It was agreed that there is no timer, or the session has ended.
        NONE_AGREED,
        /// Timer: the session is to be refreshed.
        TIMER_REFRESH,
        /// Timer: nobody has refreshed the session.
        TIMER_EXPIRY
    }

    /// Where it is.
    public enum State {
        /// There is no timer.
        OFF,
        /// This side refreshes.
        REFRESHER,
        /// The other side refreshes.
        REFRESHED,
        /// The time is over. This is the end.
        EXPIRED
    }

    /// Its two timers.
    public enum Timer {
        /// For the next refresh.
        REFRESH,
        /// For the end of the session.
        EXPIRY
    }

    /// What it wants done.
    public interface Effects {
        /// Starts a timer, which may be running: then it begins anew.
        void start(Timer timer, Duration time);

        /// Stops a timer, which may be running.
        void stop(Timer timer);

        /// Sends a re-INVITE or an UPDATE. If that can not be now, as in a glare, it is tried again later.
        void refresh();

        /// Ends the session with BYE.
        void bye();
    }

    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(32);

    private Duration interval = Duration.ZERO;
    private State state = State.OFF;

    /// Where it is.
    public State state() {
        return state;
    }

    /// After how long the session ends that is not refreshed; zero before the first agreement.
    public Duration interval() {
        return interval;
    }

    /// Takes what was agreed.
    public void receive(SessionTimerNegotiation.Agreement agreement, Effects effects) {
        interval = Duration.ofSeconds(agreement.interval());
        Event event = agreement.interval() == 0
                ? Event.NONE_AGREED
                : agreement.local() ? Event.AGREED_LOCAL : Event.AGREED_REMOTE;
        receive(event, effects);
    }

    /// Takes an event. What was agreed comes by the other method, which knows for how long.
    public void receive(Event event, Effects effects) {
        if (state == State.EXPIRED) {
            return;
        }
        switch (event) {
            case AGREED_LOCAL -> {
                state = State.REFRESHER;
                // Half of the time leaves room for another try.
                effects.start(Timer.REFRESH, interval.dividedBy(2));
                effects.start(Timer.EXPIRY, untilExpiry());
            }
            case AGREED_REMOTE -> {
                stopRefresh(effects);
                state = State.REFRESHED;
                effects.start(Timer.EXPIRY, untilExpiry());
            }
            case NONE_AGREED -> {
                stopRefresh(effects);
                if (state != State.OFF) {
                    effects.stop(Timer.EXPIRY);
                }
                state = State.OFF;
            }
            case TIMER_REFRESH -> {
                if (state == State.REFRESHER) {
                    effects.refresh();
                }
            }
            case TIMER_EXPIRY -> {
                if (state != State.OFF) {
                    stopRefresh(effects);
                    state = State.EXPIRED;
                    effects.bye();
                }
            }
        }
    }

    private void stopRefresh(Effects effects) {
        if (state == State.REFRESHER) {
            effects.stop(Timer.REFRESH);
        }
    }

    /// The session ends a little before the time is over: 32 seconds, or a third of the time if that is less.
    private Duration untilExpiry() {
        Duration third = interval.dividedBy(3);
        return interval.minus(third.compareTo(LONGEST_MARGIN) < 0 ? third : LONGEST_MARGIN);
    }
}
