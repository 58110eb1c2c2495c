package io.sidetone.sip.event;

import io.sidetone.sip.base.Rfc;
import java.time.Duration;

/// Says when a notifier sends the next NOTIFY: one at a time, and none too soon after the last. What changes in
/// the meantime is told at once, with the state as it is then. Confined to the lock of its owner.
@Rfc(number = 6665, section = "4.2.2")
final class NotifyPace {

    /// Where it stands.
    enum State {
        /// The next NOTIFY can go out.
        FREE,
        /// One has gone out and has no answer.
        SENT,
        /// The same, and there is something new.
        SENT_CHANGED,
        /// The same, and the next one must not wait.
        SENT_URGENT,
        /// The last one was answered a moment ago.
        RESTING,
        /// The same, and there is something new.
        DUE
    }

    /// What happens to it.
    enum Event {
        /// There is something new.
        CHANGED,
        /// There is something that must not wait for the interval.
        URGENT,
        /// The NOTIFY was answered.
        ANSWERED,
        /// The answer says that the NOTIFY should come again later.
        POSTPONED,
        /// The timer went off.
        RESTED
    }

    private final Duration minInterval;
    private State state = State.FREE;

    NotifyPace(Duration minInterval) {
        this.minInterval = minInterval;
    }

    State state() {
        return state;
    }

    /// Whether a NOTIFY has no answer yet.
    boolean isOutstanding() {
        return state == State.SENT || state == State.SENT_CHANGED || state == State.SENT_URGENT;
    }

    /// @param after what [Event#POSTPONED] asks to wait; else not looked at
    void receive(Event event, Duration after, Notifier.Effects effects) {
        switch (state) {
            case FREE -> {
                if (event == Event.CHANGED || event == Event.URGENT) {
                    send(effects);
                }
            }
            case SENT, SENT_CHANGED, SENT_URGENT -> inSent(event, after, effects);
            case RESTING, DUE -> inRest(event, effects);
        }
    }

    private void inSent(Event event, Duration after, Notifier.Effects effects) {
        switch (event) {
            case CHANGED -> state = state == State.SENT ? State.SENT_CHANGED : state;
            case URGENT -> state = State.SENT_URGENT;
            case ANSWERED -> {
                if (state == State.SENT_URGENT || (state == State.SENT_CHANGED && minInterval.isZero())) {
                    send(effects);
                } else {
                    rest(state == State.SENT_CHANGED, minInterval, effects);
                }
            }
            // As RFC 3265 §3.2.2 had it: Retry-After says that this NOTIFY was not taken: it is due again.
            case POSTPONED -> rest(true, after, effects);
            case RESTED -> {}
        }
    }

    private void inRest(Event event, Notifier.Effects effects) {
        switch (event) {
            case CHANGED -> state = State.DUE;
            case URGENT -> {
                effects.stop(Notifier.Timer.PACE);
                send(effects);
            }
            case RESTED -> {
                if (state == State.DUE) {
                    send(effects);
                } else {
                    state = State.FREE;
                }
            }
            case ANSWERED, POSTPONED -> {}
        }
    }

    private void rest(boolean due, Duration span, Notifier.Effects effects) {
        if (span.isZero() && !due) {
            state = State.FREE;
            return;
        }
        state = due ? State.DUE : State.RESTING;
        effects.start(Notifier.Timer.PACE, span);
    }

    private void send(Notifier.Effects effects) {
        state = State.SENT;
        effects.sendNotify();
    }
}
