package io.sidetone.sip.ua;

import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transaction.Claim;
import org.jspecify.annotations.Nullable;

/// What lives in a dialog. Thread-safe.
interface DialogOwner {

    /// A request within the dialog, but for ACK and CANCEL.
    void request(Claim claim);

    /// An ACK to a 2xx.
    void acknowledged(SipRequest ack);

    /// The call that it belongs to; null if it is none of a call.
    @Nullable
    Call call();
}
