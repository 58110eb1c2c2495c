package io.sidetone.sip.dialog;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.transaction.TimerSettings;
import java.time.Duration;

/// Sends a response again and again until it is acknowledged: the machine of a reliable provisional response, and
/// of the 2xx to an INVITE. Pure; confined to its owner's lock.
@Rfc(number = 3262, section = "3")
@Rfc(number = 3261, section = "13.3.1.4")
public final class ResponseRetransmission {

    /// What happens to it.
    public enum Event {
        /// The response was handed over to be sent.
        SENT,
        /// It was acknowledged: by PRACK, or by ACK.
        ACKNOWLEDGED,
        /// It is superseded, or its dialog has ended: nobody has to acknowledge it any more.
        ABANDONED,
        /// Timer: it may be lost.
        TIMER_RESEND,
        /// Timer: it has been in vain.
        TIMER_GIVE_UP
    }

    /// Where it is.
    public enum State {
        /// Nothing is to be acknowledged.
        IDLE,
        /// The response waits for its acknowledgement.
        WAITING,
        /// It was not acknowledged in time. This is the end.
        FAILED
    }

    /// Its two timers.
    public enum Timer {
        /// For the next copy.
        RESEND,
        /// For the end.
        GIVE_UP
    }

    /// What it wants done.
    public interface Effects {
        /// Sends the response once more.
        void send();

        /// Starts a timer.
        void start(Timer timer, Duration time);

        /// Stops a timer that was started.
        void stop(Timer timer);

        /// Nobody has acknowledged the response.
        void failed();
    }

    private final Duration first;
    private final Duration longest;
    private final Duration timeout;
    private State state = State.IDLE;
    private Duration wait;

    private ResponseRetransmission(Duration first, Duration longest, Duration timeout) {
        this.first = first;
        this.longest = longest;
        this.timeout = timeout;
        this.wait = first;
    }

    /// For reliable provisional responses: the waits double from T1 on.
    static ResponseRetransmission ofProvisional(TimerSettings times) {
        return new ResponseRetransmission(times.t1(), times.timeout(), times.timeout());
    }

    /// For 2xx responses: the waits double from T1 up to T2.
    static ResponseRetransmission ofSuccess(TimerSettings times) {
        return new ResponseRetransmission(times.t1(), times.t2(), times.timeout());
    }

    /// Where it is.
    public State state() {
        return state;
    }

    /// Takes an event.
    public void receive(Event event, Effects effects) {
        switch (state) {
            case IDLE -> {
                if (event == Event.SENT) {
                    state = State.WAITING;
                    wait = first;
                    effects.start(Timer.RESEND, wait);
                    effects.start(Timer.GIVE_UP, timeout);
                }
            }
            case WAITING -> onWaiting(event, effects);
            case FAILED -> {}
        }
    }

    private void onWaiting(Event event, Effects effects) {
        switch (event) {
            case SENT -> {}
            case TIMER_RESEND -> {
                Duration twice = wait.multipliedBy(2);
                wait = twice.compareTo(longest) > 0 ? longest : twice;
                effects.send();
                effects.start(Timer.RESEND, wait);
            }
            case ACKNOWLEDGED, ABANDONED -> {
                state = State.IDLE;
                effects.stop(Timer.RESEND);
                effects.stop(Timer.GIVE_UP);
            }
            case TIMER_GIVE_UP -> {
                state = State.FAILED;
                effects.stop(Timer.RESEND);
                effects.failed();
            }
        }
    }
}
