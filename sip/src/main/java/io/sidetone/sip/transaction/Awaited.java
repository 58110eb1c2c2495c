package io.sidetone.sip.transaction;

import io.sidetone.sip.message.SipResponse;

/// What a response is for: a transaction, or what is left of one.
sealed interface Awaited permits ClientTransaction, LingeringClient {

    /// A response with its branch has come.
    void response(SipResponse response);
}
