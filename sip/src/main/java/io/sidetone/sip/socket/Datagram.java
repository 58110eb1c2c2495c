package io.sidetone.sip.socket;

/// A datagram that was received. Immutable, as long as nobody writes to its octets.
public final class Datagram {

    private final byte[] octets;
    private final UdpPeer peer;

    Datagram(byte[] octets, UdpPeer peer) {
        this.octets = octets;
        this.peer = peer;
    }

    /// All of it and nothing else. The array is the receiver's own.
    public byte[] octets() {
        return octets;
    }

    /// Where it came from, and where to.
    public UdpPeer peer() {
        return peer;
    }
}
