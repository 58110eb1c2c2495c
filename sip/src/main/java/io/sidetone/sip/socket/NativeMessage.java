package io.sidetone.sip.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A datagram as the system passes it (`msghdr`): the peer's address, the octets, and control messages that tell
/// the address of ours and how many datagrams were dropped. Confined to the thread that uses it.
final class NativeMessage {

    /// No datagram is larger.
    static final int CAPACITY = 65_535;

    private static final StructLayout HEADER = MemoryLayout.structLayout(
            ADDRESS.withName("name"),
            JAVA_INT.withName("nameLength"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("vector"),
            JAVA_LONG.withName("vectorLength"),
            ADDRESS.withName("control"),
            JAVA_LONG.withName("controlLength"),
            JAVA_INT.withName("flags"),
            MemoryLayout.paddingLayout(4));

    private static final VarHandle NAME_LENGTH = HEADER.varHandle(PathElement.groupElement("nameLength"));
    private static final VarHandle CONTROL_LENGTH = HEADER.varHandle(PathElement.groupElement("controlLength"));

    /// Where the length of the octets stands behind their address.
    private static final long VECTOR_LENGTH_AT = ADDRESS.byteSize();

    private static final int CONTROL_CAPACITY = 128;

    /// A control message begins with its length, level and type, all in front of its content.
    private static final int CONTROL_LEVEL_AT = 8;

    private static final int CONTROL_TYPE_AT = 12;
    private static final int CONTROL_HEAD = 16;

    /// Of an `in_pktinfo`: the interface, the local address to send from, the address in the datagram.
    private static final int IPV4_INFO_LENGTH = 12;

    private static final int IPV4_SOURCE_AT = 4;
    private static final int IPV4_DESTINATION_AT = 8;

    /// Of an `in6_pktinfo`: the address, the interface.
    private static final int IPV6_INFO_LENGTH = 20;

    private final MemorySegment state;
    private final MemorySegment header;
    private final MemorySegment name;
    private final MemorySegment vector;
    private final MemorySegment octets;
    private final MemorySegment control;

    NativeMessage(Arena arena) {
        state = arena.allocate(LibC.state());
        header = arena.allocate(HEADER);
        name = arena.allocate(SocketAddresses.IPV6_LENGTH, 8);
        vector = arena.allocate(2 * ADDRESS.byteSize(), ADDRESS.byteAlignment());
        octets = arena.allocate(CAPACITY);
        control = arena.allocate(CONTROL_CAPACITY, 8);
        header.set(ADDRESS, HEADER.byteOffset(PathElement.groupElement("name")), name);
        header.set(ADDRESS, HEADER.byteOffset(PathElement.groupElement("vector")), vector);
        header.set(JAVA_LONG, HEADER.byteOffset(PathElement.groupElement("vectorLength")), 1);
        header.set(ADDRESS, HEADER.byteOffset(PathElement.groupElement("control")), control);
        vector.set(ADDRESS, 0, octets);
    }

    /// Waits for a datagram; its length, or the negative number of an error.
    int receive(int socket) {
        NAME_LENGTH.set(header, 0L, (int) name.byteSize());
        CONTROL_LENGTH.set(header, 0L, (long) CONTROL_CAPACITY);
        vector.set(JAVA_LONG, VECTOR_LENGTH_AT, CAPACITY);
        return LibC.receive(state, socket, header);
    }

    /// A copy of what was received.
    byte[] octets(int length) {
        byte[] copy = new byte[length];
        MemorySegment.copy(octets, JAVA_BYTE, 0, copy, 0, length);
        return copy;
    }

    /// Where the peer's address stands, until the next datagram.
    MemorySegment name() {
        return name;
    }

    /// The address of ours that the datagram came to; null if the system does not say.
    @Nullable
    InetAddress destination() {
        long at = find(LibC.IPPROTO_IP, LibC.IP_PKTINFO);
        if (at >= 0) {
            return SocketAddresses.host(control, at + IPV4_DESTINATION_AT, false, 0);
        }
        at = find(LibC.IPPROTO_IPV6, LibC.IPV6_PKTINFO);
        return at < 0 ? null : SocketAddresses.host(control, at, true, 0);
    }

    /// A number that is the same for datagrams that came to the same address of ours.
    int destinationHash() {
        long at = find(LibC.IPPROTO_IP, LibC.IP_PKTINFO);
        if (at >= 0) {
            return control.get(JAVA_INT, at + IPV4_DESTINATION_AT);
        }
        at = find(LibC.IPPROTO_IPV6, LibC.IPV6_PKTINFO);
        return at < 0 ? 0 : control.get(JAVA_INT, at + 8) * 31 + control.get(JAVA_INT, at + 12);
    }

    /// How many datagrams the system has dropped so far, in 32 bits; 0 if it does not say, which means none.
    int dropped() {
        long at = find(LibC.SOL_SOCKET, LibC.SO_RXQ_OVFL);
        return at < 0 ? 0 : control.get(JAVA_INT, at);
    }

    /// Where the content of a control message begins; -1 if there is none of the kind.
    private long find(int level, int type) {
        long end = (long) CONTROL_LENGTH.get(header, 0L);
        long at = 0;
        while (at + CONTROL_HEAD <= end) {
            if (control.get(JAVA_INT, at + CONTROL_LEVEL_AT) == level
                    && control.get(JAVA_INT, at + CONTROL_TYPE_AT) == type) {
                return at + CONTROL_HEAD;
            }
            long length = control.get(JAVA_LONG, at);
            if (length < CONTROL_HEAD) {
                return -1;
            }
            at += (length + 7) & -8;
        }
        return -1;
    }

    /// Sends a datagram from one of several addresses of ours; the negative number of an error, or what was sent.
    int send(int socket, byte[] source, int length, UdpPeer peer, InetAddress ours) {
        MemorySegment.copy(source, 0, octets, JAVA_BYTE, 0, length);
        vector.set(JAVA_LONG, VECTOR_LENGTH_AT, length);
        byte[] destination = peer.socketAddress();
        MemorySegment.copy(destination, 0, name, JAVA_BYTE, 0, destination.length);
        NAME_LENGTH.set(header, 0L, destination.length);
        writeSource(ours.getAddress());
        return LibC.sendMessage(state, socket, header);
    }

    private void writeSource(byte[] address) {
        boolean six = address.length > 4;
        int length = six ? IPV6_INFO_LENGTH : IPV4_INFO_LENGTH;
        control.asSlice(CONTROL_HEAD, length).fill((byte) 0);
        control.set(JAVA_LONG, 0, CONTROL_HEAD + length);
        control.set(JAVA_INT, CONTROL_LEVEL_AT, six ? LibC.IPPROTO_IPV6 : LibC.IPPROTO_IP);
        control.set(JAVA_INT, CONTROL_TYPE_AT, six ? LibC.IPV6_PKTINFO : LibC.IP_PKTINFO);
        MemorySegment.copy(address, 0, control, JAVA_BYTE, CONTROL_HEAD + (six ? 0 : IPV4_SOURCE_AT), address.length);
        CONTROL_LENGTH.set(header, 0L, (long) (CONTROL_HEAD + length + 7 & -8));
    }
}
