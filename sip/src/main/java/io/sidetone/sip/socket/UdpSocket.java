package io.sidetone.sip.socket;

import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SocketOptions;
import java.io.IOException;
import java.net.InetSocketAddress;

/// A UDP socket. Thread-safe.
///
/// On Linux it is the system's own, shared by all threads; elsewhere it is a channel of the JDK. Both do the
/// same.
public interface UdpSocket extends AutoCloseable {

    /// Opens a socket of the best kind that this system has.
    ///
    /// @throws IOException if the address can not be had
    static UdpSocket open(InetSocketAddress address, SocketOptions options) throws IOException {
        return LinuxUdpSocket.isSupported()
                ? LinuxUdpSocket.open(address, options)
                : NioUdpSocket.open(address, options);
    }

    /// The address and port it listens on.
    InetSocketAddress local();

    /// A reader for one thread. Several may read at a time: each datagram goes to one of them.
    UdpReader reader();

    /// Sends a datagram without waiting. It may be called on any thread, virtual ones too.
    ///
    /// @param octets what to send; they may be changed as soon as this is over
    /// @param length how many of them, from the first on
    SendResult send(byte[] octets, int length, UdpPeer peer);

    /// How many datagrams the system had to drop because no reader came in time, as far as it says.
    long dropped();

    /// How many datagrams were taken to be sent and could not be sent then. Where sending is done at once there
    /// are none: the result says it.
    long unsent();

    /// Closes the socket: readers come back with nothing.
    @Override
    void close();
}
