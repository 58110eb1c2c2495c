package io.sidetone.sip.transaction;

import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import org.jspecify.annotations.Nullable;

/// Who sent a request. Called in order, never two calls at once for transactions that share a lock, and never
/// under that lock.
public interface ClientUser {

    /// A response has come; our Via is still on top of it.
    void response(ClientTransaction transaction, SipResponse response);

    /// There will be no response: none came in time, or the request could not be sent.
    void failed(ClientTransaction transaction, Failure failure);

    /// The transaction is over and forgotten.
    default void terminated(ClientTransaction transaction) {}

    /// Why there is no response.
    enum Failure {
        /// None has come in time; counts as a 408.
        TIMEOUT,
        /// The request could not be sent; counts as a 503.
        UNSENT,
        /// It was not sent because of this side: a limit of ours, the size of the request, a socket that was
        /// closed. That says nothing of the peer. Counts as a 503.
        WITHHELD;

        /// What a request is that a flow has not accepted; null if it has.
        static @Nullable Failure of(SendResult result, Flow flow) {
            return switch (result) {
                case SENT -> null;
                case UNREACHABLE -> UNSENT;
                // A datagram that found no room is lost like any other, and the timers see to it.
                case NO_ROOM -> flow.transport().isReliable() ? WITHHELD : null;
                case TOO_LARGE, INSECURE -> WITHHELD;
                case CLOSED -> {
                    Connection connection = flow.connection();
                    yield connection == null ? WITHHELD : of(connection.reason());
                }
            };
        }

        /// What a request is that was lost with its connection.
        static Failure of(ClosingReason reason) {
            return switch (reason) {
                case BY_US, SHUTDOWN, TOO_MANY, TOO_MANY_FROM_ADDRESS -> WITHHELD;
                default -> UNSENT;
            };
        }
    }
}
