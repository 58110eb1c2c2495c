package io.sidetone.sip.socket;

import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.Unsent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A pair of addresses that datagrams go between. Immutable.
final class UdpFlow implements Flow {

    private final UdpListener listener;
    private final UdpPeer peer;

    UdpFlow(UdpListener listener, UdpPeer peer) {
        this.listener = listener;
        this.peer = peer;
    }

    /// Whether this is the flow between an address and one of ours.
    ///
    /// @param ours null if the system chooses
    boolean isBetween(InetSocketAddress address, @Nullable InetAddress ours) {
        return peer.address().equals(address) && Objects.equals(peer.ours(), ours);
    }

    /// Whether this is the flow of this very peer.
    @SuppressWarnings("ReferenceEquality") // equality knows nothing of links
    boolean isOf(UdpPeer other) {
        return peer == other;
    }

    @Override
    public UdpListener listener() {
        return listener;
    }

    @Override
    public InetSocketAddress remote() {
        return peer.address();
    }

    @Override
    public InetSocketAddress local() {
        InetAddress ours = peer.ours();
        return ours == null
                ? listener.local()
                : new InetSocketAddress(ours, listener.local().getPort());
    }

    @Override
    public String source() {
        return peer.source();
    }

    @Override
    public SendResult send(byte[] octets, Unsent unsent) {
        return listener.socket().send(octets, octets.length, peer);
    }

    @Override
    public boolean isOpen() {
        return listener.isOpen();
    }

    @Override
    public void close(ClosingReason reason) {
        // There is nothing to close: the socket serves others as well.
    }

    @Override
    public @Nullable PeerIdentity identity() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UdpFlow that && that.listener.equals(listener) && that.peer.equals(peer);
    }

    @Override
    public int hashCode() {
        return peer.hashCode();
    }

    @Override
    public String toString() {
        return "UDP " + remote() + " at " + local();
    }
}
