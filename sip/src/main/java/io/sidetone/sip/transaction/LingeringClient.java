package io.sidetone.sip.transaction;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.header.Headers;
import io.sidetone.sip.message.SipResponse;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.Unsent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A client transaction of a proxy that is Completed, or Accepted if it is one of an INVITE, and whose user wants to
/// hear no more of it: it absorbs repetitions of the response. Each further 2xx to an INVITE is a dialog of its own,
/// which only the caller can end, and goes back to him. Thread-safe.
@Rfc(number = 3261, section = "16.7")
@Rfc(number = 3261, section = "17.1.2.2")
@Rfc(number = 6026, section = "7.2")
final class LingeringClient extends Lingering implements Awaited {

    private final TransactionLayer layer;
    private final ClientKey key;
    private final @Nullable Flow caller;

    /// @param caller where a 2xx goes back to; null where nothing does
    LingeringClient(TransactionLayer layer, ClientKey key, @Nullable Flow caller, long now, Duration time) {
        super(now, time);
        this.layer = layer;
        this.key = key;
        this.caller = caller;
    }

    @Override
    public void response(SipResponse response) {
        if (caller == null || !response.isSuccess()) {
            return;
        }
        SipResponse back = response.edit().removeFirst(Headers.VIA).build();
        if (back.hasFirst(Headers.VIA)) {
            SendResult _ = layer.responses()
                    .back(back.edit().withContentLength().build().toByteArray(), caller, Unsent.IGNORED);
        }
    }

    @Override
    void over() {
        layer.remove(key, this);
    }
}
