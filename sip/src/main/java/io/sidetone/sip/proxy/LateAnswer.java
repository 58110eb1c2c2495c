package io.sidetone.sip.proxy;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transaction.TransactionLayer;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Sending;
import io.sidetone.sip.transport.Unsent;
import java.util.function.Consumer;

/// What becomes of a further 2xx to an INVITE when all else of the call has ended: each is a dialog of its own, which
/// only the caller can end, and goes back to him. Immutable.
///
/// @param caller the flow that leads back
@Rfc(number = 3261, section = "16.7")
record LateAnswer(TransactionLayer layer, Flow caller) implements Consumer<SipResponse> {

    @Override
    public void accept(SipResponse response) {
        SipResponse ours = response.edit().removeFirst(Headers.VIA).build();
        if (ours.hasFirst(Headers.VIA)) {
            Sending _ = layer.transport().send(ours, caller, Unsent.IGNORED);
        }
    }
}
