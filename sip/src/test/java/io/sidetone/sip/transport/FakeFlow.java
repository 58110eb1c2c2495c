package io.sidetone.sip.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sidetone.sip.tls.PeerIdentity;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Two addresses that datagrams go between, in memory. What is sent stays with the listener.
record FakeFlow(FakeListener listener, InetSocketAddress local, InetSocketAddress remote) implements Flow {

    @Override
    public SendResult send(byte[] octets, Unsent unsent) {
        if (!isOpen()) {
            return SendResult.CLOSED;
        }
        listener.datagrams.add(new FakeListener.Sent(local, remote, new String(octets, ISO_8859_1)));
        return SendResult.SENT;
    }

    @Override
    public boolean isOpen() {
        return !listener.closed;
    }

    @Override
    public void close(ClosingReason reason) {
        // Nothing to close.
    }

    @Override
    public @Nullable PeerIdentity identity() {
        return null;
    }
}
