package io.sidetone.sip.transaction;

import static io.sidetone.sip.transaction.ServerEvent.TIMER_G;
import static io.sidetone.sip.transaction.ServerEvent.TIMER_H;
import static io.sidetone.sip.transaction.ServerEvent.TIMER_I;
import static io.sidetone.sip.transaction.ServerEvent.TIMER_L;
import static io.sidetone.sip.transaction.ServerEvent.TIMER_TRYING;

import io.sidetone.sip.base.Rfc;
import java.time.Duration;

/// The machine of an INVITE's server. Confined to its transaction's lock.
@Rfc(number = 3261, section = "17.2.1")
@Rfc(number = 6026, section = "7.1")
public final class InviteServerTransaction implements ServerMachine {

    /// Where it stands.
    public enum State {
        /// Nothing has happened.
        INITIAL,
        /// No final response was sent.
        PROCEEDING,
        /// A failure was sent, and is repeated until an ACK comes.
        COMPLETED,
        /// A failure was sent and acknowledged.
        CONFIRMED,
        /// A 2xx was sent; the user repeats it.
        ACCEPTED,
        /// Over.
        TERMINATED
    }

    private final TimerSettings timers;
    private final boolean reliable;
    private State state = State.INITIAL;
    private Duration interval;

    /// @param reliable whether the transport repeats what is lost
    public InviteServerTransaction(TimerSettings timers, boolean reliable) {
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
        return state == State.ACCEPTED;
    }

    @Override
    public void receive(ServerEvent event, ServerEffects effects) {
        switch (state) {
            case INITIAL -> {
                if (event == ServerEvent.BEGIN) {
                    state = State.PROCEEDING;
                    effects.start(TIMER_TRYING, TimerSettings.TRYING);
                }
            }
            case PROCEEDING -> proceeding(event, effects);
            case COMPLETED -> completed(event, effects);
            case ACCEPTED -> accepted(event, effects);
            case CONFIRMED -> {
                if (event == TIMER_I) {
                    terminate(effects);
                }
            }
            case TERMINATED -> {}
        }
    }

    private void proceeding(ServerEvent event, ServerEffects effects) {
        switch (event) {
            case REQUEST -> effects.resend();
            case TIMER_TRYING -> effects.trying();
            case PROVISIONAL -> {
                effects.stop(TIMER_TRYING);
                effects.send();
            }
            case SUCCESS -> {
                effects.stop(TIMER_TRYING);
                state = State.ACCEPTED;
                effects.start(TIMER_L, timers.linger());
                effects.send();
            }
            case FAILURE -> {
                effects.stop(TIMER_TRYING);
                state = State.COMPLETED;
                effects.start(TIMER_H, timers.linger());
                if (!reliable) {
                    effects.start(TIMER_G, interval);
                }
                effects.send();
            }
            case UNSENT -> effects.unsent();
            default -> {}
        }
    }

    private void completed(ServerEvent event, ServerEffects effects) {
        switch (event) {
            case REQUEST -> effects.resend();
            case TIMER_G -> {
                interval = timers.next(interval);
                effects.start(TIMER_G, interval);
                effects.resend();
            }
            case TIMER_H -> {
                effects.stop(TIMER_G);
                effects.timedOut();
                terminate(effects);
            }
            case ACK -> {
                effects.stop(TIMER_G);
                effects.stop(TIMER_H);
                state = State.CONFIRMED;
                if (reliable) {
                    terminate(effects);
                } else {
                    effects.start(TIMER_I, timers.t4());
                }
            }
            // RFC 6026 §7.1: the next repetition may get through, so it is not the end.
            case UNSENT -> effects.unsent();
            default -> {}
        }
    }

    private void accepted(ServerEvent event, ServerEffects effects) {
        switch (event) {
            case SUCCESS -> effects.send();
            case ACK -> effects.toUser();
            case TIMER_L -> terminate(effects);
            case UNSENT -> effects.unsent();
            default -> {}
        }
    }

    private void terminate(ServerEffects effects) {
        state = State.TERMINATED;
        effects.terminated();
    }
}
