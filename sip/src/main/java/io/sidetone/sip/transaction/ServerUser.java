package io.sidetone.sip.transaction;

import io.sidetone.sip.header.Reason;
import io.sidetone.sip.message.SipRequest;
import java.util.List;

/// Who answers a request. Called in order, never two calls at once for transactions that share a lock, and never
/// under that lock.
public interface ServerUser {

    /// The client has given up an INVITE that has no final response yet. The CANCEL itself is answered elsewhere.
    ///
    /// @param why what the CANCEL gives as its reasons, one for each protocol (RFC 3326); mostly none
    default void cancelled(ServerTransaction transaction, List<Reason> why) {}

    /// The same at once, under the lock: for who must not wait until all else was told. By default it waits its
    /// turn.
    default void cancelling(ServerTransaction transaction, List<Reason> why) {
        transaction.lock().later(() -> cancelled(transaction, why));
    }

    /// An ACK with the branch of an INVITE that was answered with a 2xx: from peers that do not make a new one.
    default void acknowledged(ServerTransaction transaction, SipRequest ack) {}

    /// There was no ACK to a failure in time, or the client of another request waits no more.
    default void timedOut(ServerTransaction transaction) {}

    /// A response could not be sent.
    default void unsent(ServerTransaction transaction) {}

    /// The transaction is over and forgotten.
    default void terminated(ServerTransaction transaction) {}
}
