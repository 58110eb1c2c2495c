package io.sidetone.sip.transaction;

import io.sidetone.sip.message.SipResponse;

/// Who sent a request. Called in order, never two calls at once for transactions that share a lock, and never under
/// that lock.
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
        UNSENT
    }
}
