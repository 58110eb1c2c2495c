package io.sidetone.sip.transport;

import java.net.InetSocketAddress;

/// How a UDP socket is opened. Immutable.
///
/// @param address where it listens; port 0 takes a free one, the wildcard address listens on all of its family
/// @param receiveBuffer octets that the system keeps for a reader who is late; it may grant less
/// @param sendBuffer octets that the system takes before they are on the wire; it may grant less
/// @param trafficClass the DSCP and ECN bits of what is sent, 0 to 255
/// @param freeBind whether the address need not be one of this machine yet, as one that moves between two machines
public record UdpSettings(
        InetSocketAddress address, int receiveBuffer, int sendBuffer, int trafficClass, boolean freeBind) {

    /// Buffers of 4 MiB and 1 MiB, no traffic class: a second of a busy server fits in.
    public static UdpSettings of(InetSocketAddress address) {
        return new UdpSettings(address, 4 << 20, 1 << 20, 0, false);
    }

    /// @throws IllegalArgumentException if a number is out of its range or the address has only a name
    public UdpSettings {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("An address is needed, not a name: " + address);
        }
        if (receiveBuffer < 1 || sendBuffer < 1) {
            throw new IllegalArgumentException("A buffer below 1");
        }
        if (trafficClass < 0 || trafficClass > 255) {
            throw new IllegalArgumentException("No traffic class: " + trafficClass);
        }
    }
}
