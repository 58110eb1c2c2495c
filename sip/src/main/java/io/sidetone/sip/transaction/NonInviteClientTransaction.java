package io.sidetone.sip.transaction;

import static io.sidetone.sip.transaction.ClientEvent.TIMER_E;
import static io.sidetone.sip.transaction.ClientEvent.TIMER_F;
import static io.sidetone.sip.transaction.ClientEvent.TIMER_K;

import io.sidetone.sip.base.Rfc;
import java.time.Duration;

/// The machine of the client of any request but INVITE and ACK. Confined to its transaction's lock.
@Rfc(number = 3261, section = "17.1.2")
public final class NonInviteClientTransaction implements ClientMachine {

    /// Where it stands.
    public enum State {
        /// Nothing was sent.
        INITIAL,
        /// Sent, and nothing heard.
        TRYING,
        /// A provisional response has come.
        PROCEEDING,
        /// The final response has come; its repetitions are dropped.
        COMPLETED,
        /// Over.
        TERMINATED
    }

    private final TimerSettings timers;
    private final boolean reliable;
    private State state = State.INITIAL;
    private Duration interval;

    /// @param reliable whether the transport repeats what is lost
    public NonInviteClientTransaction(TimerSettings timers, boolean reliable) {
        this.timers = timers;
        this.reliable = reliable;
        this.interval = timers.t1();
    }

    /// Where it stands.
    public State state() {
        return state;
    }

    @Override
    public boolean lingers() {
        return state == State.COMPLETED;
    }

    @Override
    public void receive(ClientEvent event, ClientEffects effects) {
        switch (state) {
            case INITIAL -> initial(event, effects);
            case TRYING, PROCEEDING -> waiting(event, effects);
            case COMPLETED -> {
                if (event == TIMER_K) {
                    terminate(effects);
                }
            }
            case TERMINATED -> {}
        }
    }

    private void initial(ClientEvent event, ClientEffects effects) {
        if (event == ClientEvent.REQUEST) {
            state = State.TRYING;
            effects.start(TIMER_F, timers.timeout());
            if (!reliable) {
                effects.start(TIMER_E, interval);
            }
            effects.send();
        }
    }

    private void waiting(ClientEvent event, ClientEffects effects) {
        switch (event) {
            case TIMER_E -> {
                // §17.1.2.2: the server is at work, so the longest time will do.
                interval = state == State.PROCEEDING ? timers.t2() : timers.next(interval);
                effects.start(TIMER_E, interval);
                effects.resend();
            }
            case TIMER_F -> {
                effects.stop(TIMER_E);
                effects.timedOut();
                terminate(effects);
            }
            case UNSENT -> {
                stopSending(effects);
                effects.unsent();
                terminate(effects);
            }
            case PROVISIONAL -> {
                state = State.PROCEEDING;
                effects.toUser();
            }
            case SUCCESS, FAILURE -> {
                stopSending(effects);
                state = State.COMPLETED;
                effects.toUser();
                if (reliable) {
                    terminate(effects);
                } else {
                    effects.start(TIMER_K, timers.t4());
                }
            }
            default -> {}
        }
    }

    private void stopSending(ClientEffects effects) {
        effects.stop(TIMER_E);
        effects.stop(TIMER_F);
    }

    private void terminate(ClientEffects effects) {
        state = State.TERMINATED;
        effects.terminated();
    }
}
