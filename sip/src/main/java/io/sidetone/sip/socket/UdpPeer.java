package io.sidetone.sip.socket;

import io.sidetone.sip.transport.Flow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The other end of datagrams, and which address of ours they go between. Immutable.
///
/// Who sends to it again and again keeps it: the address is translated for the system only once.
public final class UdpPeer {

    private final InetSocketAddress address;
    private final @Nullable InetAddress ours;
    private final byte[] socketAddress;

    /// Made when somebody asks: not all do. All who ask make the same.
    private @Nullable String source;

    private UdpPeer(InetSocketAddress address, @Nullable InetAddress ours) {
        this.address = address;
        this.ours = ours;
        this.socketAddress = SocketAddresses.encode(address);
    }

    /// A peer to send to.
    ///
    /// @throws IllegalArgumentException if the address has only a name
    public static UdpPeer of(InetSocketAddress address) {
        return new UdpPeer(address, null);
    }

    /// A peer to send to from one of several addresses of ours.
    ///
    /// @param ours the address that the datagrams come from; null leaves it to the system
    public static UdpPeer of(InetSocketAddress address, @Nullable InetAddress ours) {
        return new UdpPeer(address, ours);
    }

    /// The peer's address.
    public InetSocketAddress address() {
        return address;
    }

    /// The address of ours that its datagrams came to and answers come from; null if the socket has only one.
    public @Nullable InetAddress ours() {
        return ours;
    }

    /// The address in text, without brackets.
    String source() {
        String text = source;
        if (text == null) {
            text = Flow.text(address);
            source = text;
        }
        return text;
    }

    /// The address as the system wants it. Only to be read.
    byte[] socketAddress() {
        return socketAddress;
    }

    /// Whether both are the same address seen from the same address of ours.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UdpPeer that && that.address.equals(address) && Objects.equals(that.ours, ours);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return ours == null ? address.toString() : address + " at " + ours;
    }
}
