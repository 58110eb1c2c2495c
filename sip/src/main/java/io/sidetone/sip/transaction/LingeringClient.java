package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.message.SipResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client transaction that is Completed, or Accepted if it is one of an INVITE, and whose user wants to hear no more
/// of it: it absorbs repetitions of the response, but for further 2xx to an INVITE. Thread-safe.
@Rfc(number = 3261, section = "17.1.2.2")
@Rfc(number = 6026, section = "7.2")
final class LingeringClient extends Lingering implements Awaited {

    private final TransactionLayer layer;
    private final ClientKey key;
    private final @Nullable Consumer<SipResponse> late;

    /// @param late takes further 2xx; null for another request than INVITE
    LingeringClient(TransactionLayer layer, ClientKey key, @Nullable Consumer<SipResponse> late) {
        this.layer = layer;
        this.key = key;
        this.late = late;
    }

    @Override
    public void response(SipResponse response) {
        if (late != null && response.isSuccess()) {
            late.accept(response);
        }
    }

    @Override
    void over() {
        layer.remove(key, this);
    }
}
