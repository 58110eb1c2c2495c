package io.sidetone.sip.transport;

import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.tls.PeerIdentity;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A flow by which messages say something else of us than its socket does. Thread-safe.
///
/// @param flow what they go by
/// @param sentBy what they say
@Rfc(number = 3261, section = "18.1.1")
public record AdvertisedFlow(Flow flow, SentBy sentBy) implements Flow {

    @Override
    public Listener listener() {
        return flow.listener();
    }

    @Override
    public InetSocketAddress remote() {
        return flow.remote();
    }

    @Override
    public InetSocketAddress local() {
        return flow.local();
    }

    @Override
    public @Nullable Connection connection() {
        return flow.connection();
    }

    @Override
    public SendResult send(byte[] octets, Unsent unsent) {
        return flow.send(octets, unsent);
    }

    @Override
    public boolean isOpen() {
        return flow.isOpen();
    }

    @Override
    public void close(ClosingReason reason) {
        flow.close(reason);
    }

    @Override
    public @Nullable PeerIdentity identity() {
        return flow.identity();
    }
}
