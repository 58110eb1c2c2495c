package io.sidetone.sip.transaction;

import static io.sidetone.sip.transaction.ClientEvent.TIMER_A;
import static io.sidetone.sip.transaction.ClientEvent.TIMER_B;
import static io.sidetone.sip.transaction.ClientEvent.TIMER_D;
import static io.sidetone.sip.transaction.ClientEvent.TIMER_M;

import io.sidetone.sip.base.Rfc;
import java.time.Duration;

/// The machine of an INVITE's client. Confined to its transaction's lock.
@Rfc(number = 3261, section = "17.1.1")
@Rfc(number = 6026, section = "7.2")
public final class InviteClientTransaction implements ClientMachine {

    /// Where it stands.
    public enum State {
        /// Nothing was sent.
        INITIAL,
        /// Sent, and nothing heard.
        CALLING,
        /// A provisional response has come.
        PROCEEDING,
        /// A failure has come; its repetitions are acknowledged.
        COMPLETED,
        /// A 2xx has come; more may follow.
        ACCEPTED,
        /// Over.
        TERMINATED
    }

    /// RFC 3261 §17.1.1.2: at least this long where datagrams travel.
    private static final Duration AT_LEAST = Duration.ofSeconds(32);

    private final TimerSettings timers;
    private final boolean reliable;
    private State state = State.INITIAL;
    private Duration interval;

    /// Whether a CANCEL is to be sent, or was.
    private boolean cancelled;

    /// @param reliable whether the transport repeats what is lost
    public InviteClientTransaction(TimerSettings timers, boolean reliable) {
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
    public void receive(ClientEvent event, ClientEffects effects) {
        switch (state) {
            case INITIAL -> initial(event, effects);
            case CALLING -> calling(event, effects);
            case PROCEEDING -> proceeding(event, effects);
            case COMPLETED -> completed(event, effects);
            case ACCEPTED -> accepted(event, effects);
            case TERMINATED -> {}
        }
    }

    private void initial(ClientEvent event, ClientEffects effects) {
        if (event == ClientEvent.REQUEST) {
            state = State.CALLING;
            effects.start(TIMER_B, timers.timeout());
            if (!reliable) {
                effects.start(TIMER_A, interval);
            }
            effects.send();
        }
    }

    private void calling(ClientEvent event, ClientEffects effects) {
        switch (event) {
            case TIMER_A -> {
                // §17.1.1.2: twice the time before, without an upper limit.
                interval = interval.plus(interval);
                effects.start(TIMER_A, interval);
                effects.resend();
            }
            case TIMER_B -> {
                effects.stop(TIMER_A);
                timedOut(effects);
            }
            case UNSENT -> {
                stopSending(effects);
                effects.unsent();
                terminate(effects);
            }
            // §9.1: no CANCEL before the first response, since it could arrive before the INVITE does.
            case CANCEL -> cancelled = true;
            case PROVISIONAL -> {
                stopSending(effects);
                state = State.PROCEEDING;
                effects.toUser();
                if (cancelled) {
                    cancel(effects);
                }
            }
            case SUCCESS, FAILURE -> {
                stopSending(effects);
                end(event, effects);
            }
            default -> {}
        }
    }

    private void proceeding(ClientEvent event, ClientEffects effects) {
        switch (event) {
            case PROVISIONAL -> effects.toUser();
            case CANCEL -> {
                if (!cancelled) {
                    cancelled = true;
                    cancel(effects);
                }
            }
            case TIMER_B -> timedOut(effects);
            case SUCCESS, FAILURE -> {
                if (cancelled) {
                    effects.stop(TIMER_B);
                }
                end(event, effects);
            }
            default -> {}
        }
    }

    /// §9.1: who does not answer a cancelled INVITE within 64 times T1, as a server of RFC 2543, never will.
    @Rfc(number = 3261, section = "9.1")
    private void cancel(ClientEffects effects) {
        effects.cancel();
        effects.start(TIMER_B, timers.linger());
    }

    private void end(ClientEvent event, ClientEffects effects) {
        if (event == ClientEvent.SUCCESS) {
            // RFC 6026 §7.2: not over, since each branch of a fork may send a 2xx of its own.
            state = State.ACCEPTED;
            effects.toUser();
            effects.start(TIMER_M, timers.linger());
            return;
        }
        state = State.COMPLETED;
        effects.acknowledge();
        effects.toUser();
        if (reliable) {
            terminate(effects);
        } else {
            effects.start(TIMER_D, timers.linger().compareTo(AT_LEAST) < 0 ? AT_LEAST : timers.linger());
        }
    }

    private void completed(ClientEvent event, ClientEffects effects) {
        switch (event) {
            case FAILURE -> effects.acknowledge();
            case TIMER_D -> terminate(effects);
            // DEVIATION: §17.1.1.2 has the user told that the ACK was not sent; it has its response, and can do
            // nothing.
            case UNSENT -> {
                effects.stop(TIMER_D);
                terminate(effects);
            }
            default -> {}
        }
    }

    private void accepted(ClientEvent event, ClientEffects effects) {
        switch (event) {
            case SUCCESS -> effects.toUser();
            case TIMER_M -> terminate(effects);
            default -> {}
        }
    }

    private void timedOut(ClientEffects effects) {
        effects.timedOut();
        terminate(effects);
    }

    private void stopSending(ClientEffects effects) {
        effects.stop(TIMER_A);
        effects.stop(TIMER_B);
    }

    private void terminate(ClientEffects effects) {
        state = State.TERMINATED;
        effects.terminated();
    }
}
