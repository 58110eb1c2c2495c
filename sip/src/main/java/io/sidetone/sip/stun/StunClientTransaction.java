package io.sidetone.sip.stun;

import io.sidetone.sip.base.Rfc;
import java.util.Set;
import java.util.function.Predicate;

/// The client's side of one transaction: sends a request, again if need be, and says what came of it.
///
/// Takes events and names effects; does no I/O and knows no time. Events after its end are ignored. Confined to
/// one thread at a time, the caller's to see to.
@Rfc(number = 8489, section = "6.2")
public final class StunClientTransaction {

    /// What happens to it.
    public sealed interface Event {
        /// The request is to be sent.
        record Start() implements Event {}

        /// The timer that was started last has run out.
        record TimerFired() implements Event {}

        /// A message came from the server; it is ignored if it does not answer the request.
        record Received(StunMessage message) implements Event {}

        /// The request can not be sent, or the network said that it can not arrive.
        record TransportFailed() implements Event {}
    }

    /// What it wants done. Called within [StunClientTransaction#receive].
    public interface Effects {
        /// Sends octets to the server.
        void send(byte[] octets);

        /// Starts the one timer.
        void startTimer(long millis);

        /// Stops the timer, which is running.
        void stopTimer();

        /// Nothing more will come; called once.
        void ended(Outcome outcome);
    }

    /// How it ended.
    public sealed interface Outcome {
        /// The request was done.
        record Succeeded(StunMessage response) implements Outcome {}

        /// The server refused. After 500 to 599 the request may be tried again in a new transaction, four times
        /// at most; after 300 the server names another.
        record Refused(StunMessage response, ErrorCode error) implements Outcome {}

        /// There was no response to act on.
        record Failed(Reason reason) implements Outcome {}
    }

    /// Why there is no response to act on.
    public enum Reason {
        /// None came in time.
        TIMEOUT,
        /// The request could not be sent.
        TRANSPORT,
        /// What came was not to be trusted.
        INTEGRITY,
        /// The response has attributes that have to be understood and are not.
        UNKNOWN_ATTRIBUTE,
        /// The response is an error without a code.
        MALFORMED
    }

    private enum State {
        NEW,
        WAITING,
        ENDED
    }

    private final StunMessage request;
    private final boolean reliable;
    private final StunTimers timers;
    private final Set<StunAttributeType<?>> understood;
    private final Predicate<StunMessage> trusted;

    private State state = State.NEW;
    private int sent;
    private long wait;
    private boolean distrusted;

    /// A transaction with the usual timers, for a request without credentials.
    ///
    /// @param reliable whether the transport repeats what is lost
    public StunClientTransaction(StunMessage request, boolean reliable) {
        this(request, reliable, StunTimers.DEFAULT, StunAttributes.BASE, _ -> true);
    }

    /// @param reliable whether the transport repeats what is lost
    /// @param understood the attributes that the caller acts on
    /// @param trusted whether a response is the server's, which its integrity says; a refusal with 401 or 438
    ///     has none. May be asked more than once
    public StunClientTransaction(
            StunMessage request,
            boolean reliable,
            StunTimers timers,
            Set<StunAttributeType<?>> understood,
            Predicate<StunMessage> trusted) {
        this.request = request;
        this.reliable = reliable;
        this.timers = timers;
        this.understood = Set.copyOf(understood);
        this.trusted = trusted;
    }

    /// Takes an event.
    public void receive(Event event, Effects effects) {
        switch (event) {
            case Event.Start() -> {
                if (state == State.NEW) {
                    state = State.WAITING;
                    send(effects);
                }
            }
            case Event.TimerFired() -> {
                if (state == State.WAITING) {
                    onTimer(effects);
                }
            }
            case Event.Received(StunMessage message) -> {
                if (state == State.WAITING && message.answers(request)) {
                    onResponse(message, effects);
                }
            }
            case Event.TransportFailed() -> {
                if (state == State.WAITING) {
                    stop(new Outcome.Failed(Reason.TRANSPORT), effects);
                }
            }
        }
    }

    private void send(Effects effects) {
        sent++;
        effects.send(request.toByteArray());
        effects.startTimer(nextWait());
    }

    @Rfc(number = 8489, section = "6.2.1")
    private long nextWait() {
        if (reliable) {
            // §6.2.2: the transport repeats; the client only waits.
            return timers.reliableMillis();
        }
        if (sent == timers.requests()) {
            return timers.rtoMillis() * timers.lastWait();
        }
        wait = sent == 1 ? timers.rtoMillis() : 2 * wait;
        return wait;
    }

    private void onTimer(Effects effects) {
        if (!reliable && sent < timers.requests()) {
            send(effects);
            return;
        }
        // §9.1.4: if only responses came that are not to be trusted, that is worth knowing.
        end(new Outcome.Failed(distrusted ? Reason.INTEGRITY : Reason.TIMEOUT), effects);
    }

    private void onResponse(StunMessage response, Effects effects) {
        if (response.has(StunAttributes.FINGERPRINT) && !Fingerprint.isValid(response)) {
            return;
        }
        if (!trusted.test(response)) {
            onDistrust(effects);
            return;
        }
        stop(outcome(response), effects);
    }

    /// Over UDP anybody may have sent it, and the right one may still come; over a connection none will.
    @Rfc(number = 8489, section = "9.1.4")
    private void onDistrust(Effects effects) {
        distrusted = true;
        if (reliable) {
            stop(new Outcome.Failed(Reason.INTEGRITY), effects);
        }
    }

    @Rfc(number = 8489, section = "6.3.3")
    @Rfc(number = 8489, section = "6.3.4")
    private Outcome outcome(StunMessage response) {
        if (!response.notUnderstood(understood).isEmpty()) {
            return new Outcome.Failed(Reason.UNKNOWN_ATTRIBUTE);
        }
        if (response.messageClass() == StunClass.SUCCESS) {
            return new Outcome.Succeeded(response);
        }
        ErrorCode error = response.first(StunAttributes.ERROR_CODE);
        return error == null ? new Outcome.Failed(Reason.MALFORMED) : new Outcome.Refused(response, error);
    }

    private void stop(Outcome outcome, Effects effects) {
        effects.stopTimer();
        end(outcome, effects);
    }

    private void end(Outcome outcome, Effects effects) {
        state = State.ENDED;
        effects.ended(outcome);
    }
}
