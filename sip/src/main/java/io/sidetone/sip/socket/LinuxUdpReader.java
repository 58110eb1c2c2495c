package io.sidetone.sip.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Receives datagrams by the system call. Confined to the thread that uses it.
///
/// Most datagrams come from peers that sent one a moment ago; those are remembered, so that no new objects are
/// made for their addresses.
final class LinuxUdpReader implements UdpReader {

    /// How many peers are remembered, a power of two.
    private static final int PEERS = 1024;

    private final LinuxUdpSocket socket;
    private final boolean six;
    private final Arena arena = Arena.ofShared();
    private final NativeMessage message = new NativeMessage(arena);
    private final @Nullable UdpPeer[] peers = new @Nullable UdpPeer[PEERS];
    private final int[] destinations = new int[PEERS];

    LinuxUdpReader(LinuxUdpSocket socket, boolean six) {
        this.socket = socket;
        this.six = six;
    }

    @Override
    public @Nullable Datagram receive() throws IOException {
        while (true) {
            int length = socket.receive(message);
            if (socket.isClosed()) {
                return null;
            }
            if (length >= 0) {
                int dropped = message.dropped();
                if (dropped != 0) {
                    socket.noteDropped(dropped);
                }
                return new Datagram(message.octets(length), peer());
            }
            if (length != -LibC.EINTR) {
                throw new IOException("recvmsg: error " + -length);
            }
        }
    }

    private UdpPeer peer() {
        MemorySegment name = message.name();
        int destination = message.destinationHash();
        int hash = destination;
        // Port and address, four octets at a time.
        for (int at = 0; at < (six ? SocketAddresses.IPV6_LENGTH : 8); at += 4) {
            hash = 31 * hash + name.get(JAVA_INT, at);
        }
        int index = (hash ^ (hash >>> 16)) & (PEERS - 1);
        UdpPeer known = peers[index];
        if (known == null || destinations[index] != destination || !isPeer(known, name)) {
            known = UdpPeer.of(SocketAddresses.decode(name), message.destination());
            peers[index] = known;
            destinations[index] = destination;
        }
        return known;
    }

    private boolean isPeer(UdpPeer known, MemorySegment name) {
        byte[] address = known.socketAddress();
        // Behind port and address stand zeros, or of IPv6 the flow and the scope: the flow is no part of the address.
        int end = six ? SocketAddresses.IPV6_LENGTH : 8;
        for (int i = 0; i < end; i++) {
            if (address[i] != name.get(JAVA_BYTE, i)) {
                return false;
            }
        }
        // Of IPv4, the number for our address is the address itself.
        return !six || Objects.equals(known.ours(), message.destination());
    }

    @Override
    public void close() {
        arena.close();
    }
}
