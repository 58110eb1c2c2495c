package io.sidetone.sip.transaction;

import static io.sidetone.sip.transaction.ServerEvent.TIMER_GONE;
import static io.sidetone.sip.transaction.ServerEvent.TIMER_J;
import static io.sidetone.sip.transaction.ServerEvent.TIMER_TRYING;

import io.sidetone.sip.base.Rfc;

/// The machine of the server of any request but INVITE and ACK. Confined to its transaction's lock.
@Rfc(number = 3261, section = "17.2.2")
@Rfc(number = 4320, section = "4.1")
@Rfc(number = 4320, section = "4.2")
public final class NonInviteServerTransaction implements ServerMachine {

    /// Where it stands.
    public enum State {
        /// Nothing has happened.
        INITIAL,
        /// No response was sent.
        TRYING,
        /// A 100 was sent.
        PROCEEDING,
        /// The final response was sent, or there will be none; repetitions of the request are answered with what
        /// there is.
        COMPLETED,
        /// Over.
        TERMINATED
    }

    private final TimerSettings timers;
    private final boolean reliable;
    private State state = State.INITIAL;

    /// @param reliable whether the transport repeats what is lost
    public NonInviteServerTransaction(TimerSettings timers, boolean reliable) {
        this.timers = timers;
        this.reliable = reliable;
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
    public void receive(ServerEvent event, ServerEffects effects) {
        switch (state) {
            case INITIAL -> initial(event, effects);
            case TRYING, PROCEEDING -> waiting(event, effects);
            case COMPLETED -> completed(event, effects);
            case TERMINATED -> {}
        }
    }

    private void initial(ServerEvent event, ServerEffects effects) {
        if (event == ServerEvent.BEGIN) {
            state = State.TRYING;
            effects.start(TIMER_GONE, timers.linger());
            // RFC 4320 §4.1: whatever the transport, as soon as the client's repetitions would have become slow.
            effects.start(TIMER_TRYING, timers.untilSlow());
        }
    }

    private void waiting(ServerEvent event, ServerEffects effects) {
        switch (event) {
            case REQUEST -> effects.resend();
            case TIMER_TRYING -> {
                state = State.PROCEEDING;
                effects.trying();
            }
            case PROVISIONAL -> {
                // RFC 4320 §4.1: among datagrams not before the client's repetitions are slow, else it only costs.
                if (reliable || state == State.PROCEEDING) {
                    effects.stop(TIMER_TRYING);
                    state = State.PROCEEDING;
                    effects.send();
                }
            }
            case SUCCESS, FAILURE -> {
                effects.stop(TIMER_TRYING);
                effects.stop(TIMER_GONE);
                state = State.COMPLETED;
                if (!reliable) {
                    effects.start(TIMER_J, timers.linger());
                }
                effects.send();
                if (reliable) {
                    terminate(effects);
                }
            }
            // RFC 4320 §4.2: a 408 comes when the client has given up, and could be taken for another failure.
            case TOO_LATE -> {
                effects.stop(TIMER_TRYING);
                if (reliable) {
                    effects.stop(TIMER_GONE);
                    terminate(effects);
                } else {
                    // Not forgotten yet: the next repetition would be a new request.
                    state = State.COMPLETED;
                }
            }
            case TIMER_GONE -> {
                effects.stop(TIMER_TRYING);
                effects.timedOut();
                terminate(effects);
            }
            case UNSENT -> effects.unsent();
            default -> {}
        }
    }

    private void completed(ServerEvent event, ServerEffects effects) {
        switch (event) {
            case REQUEST -> effects.resend();
            case TIMER_J, TIMER_GONE -> terminate(effects);
            case UNSENT -> effects.unsent();
            default -> {}
        }
    }

    private void terminate(ServerEffects effects) {
        state = State.TERMINATED;
        effects.terminated();
    }
}
