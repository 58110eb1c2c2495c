package io.sidetone.sip.transport;

/// How the system treats a socket. Immutable.
///
/// @param receiveBuffer octets that the system keeps for a reader of datagrams who is late; it may grant less
/// @param sendBuffer octets of datagrams that the system takes before they are on the wire; it may grant less
/// @param trafficClass the DSCP and ECN bits of what is sent, 0 to 255
/// @param freeBind whether the address need not be one of this machine yet, as one that moves between two
///     machines; for datagrams only
public record SocketOptions(int receiveBuffer, int sendBuffer, int trafficClass, boolean freeBind) {

    /// Buffers of 4 MiB and 1 MiB, no traffic class: a second of a busy server fits in.
    public static final SocketOptions DEFAULT = new SocketOptions(4 << 20, 1 << 20, 0, false);

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if a number is out of its range
    public SocketOptions {
        if (receiveBuffer < 1 || sendBuffer < 1) {
            throw new IllegalArgumentException("A buffer below 1");
        }
        if (trafficClass < 0 || trafficClass > 255) {
            throw new IllegalArgumentException("No traffic class: " + trafficClass);
        }
    }
}
