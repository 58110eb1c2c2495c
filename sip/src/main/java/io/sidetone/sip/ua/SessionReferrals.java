package io.sidetone.sip.ua;

import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transaction.ServerTransaction;

/// The REFERs of both sides in one session. Confined to the lock of the call.
final class SessionReferrals {

    private final Session session;

    SessionReferrals(Session session) {
        this.session = session;
    }

    /// Takes a REFER or NOTIFY.
    ///
    /// @return false if it is neither
    boolean request(SipRequest request, ServerTransaction server) {
        return false;
    }

    void close() {}
}
