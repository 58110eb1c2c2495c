package io.sidetone.sip.testing;

import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.Unsent;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Two addresses of a [VirtualNetwork] that datagrams go between. Immutable.
final class VirtualFlow implements Flow {

    private final VirtualListener listener;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;

    VirtualFlow(VirtualListener listener, InetSocketAddress local, InetSocketAddress remote) {
        this.listener = listener;
        this.local = local;
        this.remote = remote;
    }

    @Override
    public Listener listener() {
        return listener;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public SendResult send(byte[] octets, Unsent unsent) {
        return listener.isOpen() ? listener.network().send(local, remote, octets) : SendResult.CLOSED;
    }

    @Override
    public boolean isOpen() {
        return listener.isOpen();
    }

    @Override
    public void close(ClosingReason reason) {}

    @Override
    public @Nullable PeerIdentity identity() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VirtualFlow that
                && that.listener.equals(listener)
                && that.local.equals(local)
                && that.remote.equals(remote);
    }

    @Override
    public int hashCode() {
        return Objects.hash(local, remote);
    }

    @Override
    public String toString() {
        return "UDP " + remote + " at " + local;
    }
}
