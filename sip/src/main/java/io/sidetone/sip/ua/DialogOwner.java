package io.sidetone.sip.ua;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.transaction.Claim;
import org.jspecify.annotations.Nullable;

/// What lives in a dialog. Thread-safe.
interface DialogOwner {

    /// What a response takes over from the request if both make a dialog: the proxies that want to see the rest.
    @Rfc(number = 3261, section = "12.1.1")
    HeaderPolicy ROUTE_SET = HeaderPolicy.of(HeaderName.RECORD_ROUTE);

    /// A request within the dialog, but for ACK and CANCEL.
    void request(Claim claim);

    /// An ACK to a 2xx.
    void acknowledged(SipRequest ack);

    /// The call that it belongs to; null if it is none of a call.
    @Nullable
    Call call();
}
