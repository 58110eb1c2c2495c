package io.sidetone.sip.socket;

import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SocketOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A UDP socket of Linux by its system calls. Thread-safe.
///
/// All threads send on one descriptor at once and several may read: a channel of the JDK would let them wait for
/// each other.
final class LinuxUdpSocket implements UdpSocket {

    private final int descriptor;
    private final boolean six;
    private final InetSocketAddress local;
    private final AtomicLong dropped = new AtomicLong();

    /// Buffers for datagrams that say which address of ours they come from, each used by one thread at a time.
    private final Queue<NativeMessage> buffers = new ConcurrentLinkedQueue<>();

    /// Readers and senders that use the descriptor now, and one for the socket itself: the last one out closes
    /// it, since its number may mean another file the moment after.
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile boolean closed;

    private LinuxUdpSocket(int descriptor, boolean six, InetSocketAddress local) {
        this.descriptor = descriptor;
        this.six = six;
        this.local = local;
    }

    /// Whether this system is one whose system calls are known here.
    static boolean isSupported() {
        String machine = System.getProperty("os.arch");
        return System.getProperty("os.name").equals("Linux")
                && (machine.equals("amd64") || machine.equals("aarch64"))
                && LinuxUdpSocket.class.getModule().isNativeAccessEnabled();
    }

    static LinuxUdpSocket open(InetSocketAddress address, SocketOptions options) throws IOException {
        InetAddress host = address.getAddress();
        boolean six = host instanceof Inet6Address;
        int descriptor = LibC.socket(SocketAddresses.family(host));
        try (Arena arena = Arena.ofConfined()) {
            setOptions(descriptor, six, address, options);
            MemorySegment bound = arena.allocate(SocketAddresses.IPV6_LENGTH, 8);
            byte[] wanted = SocketAddresses.encode(address);
            bound.copyFrom(MemorySegment.ofArray(wanted));
            LibC.bind(descriptor, bound.asSlice(0, wanted.length));
            LibC.getSocketName(descriptor, bound);
            return new LinuxUdpSocket(descriptor, six, SocketAddresses.decode(bound));
        } catch (IOException e) {
            LibC.close(descriptor);
            throw new IOException("UDP " + address + ": " + e.getMessage(), e);
        }
    }

    private static void setOptions(int descriptor, boolean six, InetSocketAddress address, SocketOptions options)
            throws IOException {
        LibC.setOption(descriptor, LibC.SOL_SOCKET, LibC.SO_RXQ_OVFL, 1);
        LibC.setOption(descriptor, LibC.SOL_SOCKET, LibC.SO_SNDBUF, options.sendBuffer());
        try {
            // Only root may have more than the system's limit.
            LibC.setOption(descriptor, LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, options.receiveBuffer());
        } catch (IOException _) {
            LibC.setOption(descriptor, LibC.SOL_SOCKET, LibC.SO_RCVBUF, options.receiveBuffer());
        }
        if (options.freeBind()) {
            LibC.setOption(descriptor, LibC.IPPROTO_IP, LibC.IP_FREEBIND, 1);
        }
        boolean wildcard = address.getAddress().isAnyLocalAddress();
        if (six) {
            LibC.setOption(descriptor, LibC.IPPROTO_IPV6, LibC.IPV6_V6ONLY, 1);
            LibC.setOption(descriptor, LibC.IPPROTO_IPV6, LibC.IPV6_TCLASS, options.trafficClass());
            LibC.setOption(descriptor, LibC.IPPROTO_IPV6, LibC.IPV6_RECVPKTINFO, wildcard ? 1 : 0);
        } else {
            LibC.setOption(descriptor, LibC.IPPROTO_IP, LibC.IP_TOS, options.trafficClass());
            LibC.setOption(descriptor, LibC.IPPROTO_IP, LibC.IP_PKTINFO, wildcard ? 1 : 0);
        }
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public UdpReader reader() {
        return new LinuxUdpReader(this, six);
    }

    /// Waits for a datagram; its length, or the negative number of an error. Zero, too, when the socket is
    /// closed.
    int receive(NativeMessage message) {
        if (!enter()) {
            return 0;
        }
        try {
            return message.receive(descriptor);
        } finally {
            leave();
        }
    }

    @Override
    public SendResult send(byte[] octets, int length, UdpPeer peer) {
        if (!enter()) {
            return SendResult.CLOSED;
        }
        try {
            InetAddress ours = peer.ours();
            int sent = ours == null ? sendTo(octets, length, peer) : sendFrom(octets, length, peer, ours);
            return result(sent);
        } finally {
            leave();
        }
    }

    private int sendTo(byte[] octets, int length, UdpPeer peer) {
        // The system would read on behind the array.
        int _ = Objects.checkFromIndexSize(0, length, octets.length);
        return LibC.send(
                MemorySegment.ofArray(new int[1]),
                descriptor,
                MemorySegment.ofArray(octets),
                length,
                MemorySegment.ofArray(peer.socketAddress()));
    }

    private int sendFrom(byte[] octets, int length, UdpPeer peer, InetAddress ours) {
        if (length > NativeMessage.CAPACITY) {
            return -LibC.EMSGSIZE;
        }
        NativeMessage free = buffers.poll();
        NativeMessage buffer = free == null ? new NativeMessage(Arena.ofAuto()) : free;
        int sent = buffer.send(descriptor, octets, length, peer, ours);
        buffers.add(buffer);
        return sent;
    }

    private SendResult result(int sent) {
        return switch (-sent) {
            case LibC.EAGAIN, LibC.ENOBUFS, LibC.ENOMEM -> SendResult.NO_ROOM;
            case LibC.EMSGSIZE -> SendResult.TOO_LARGE;
            case LibC.EBADF, LibC.EPIPE -> SendResult.CLOSED;
            default -> sent < 0 ? SendResult.UNREACHABLE : SendResult.SENT;
        };
    }

    @Override
    public long dropped() {
        return dropped.get();
    }

    @Override
    public long unsent() {
        return 0;
    }

    /// Notes the system's own count of what it dropped.
    ///
    /// @param count the lowest 32 bits
    void noteDropped(int count) {
        dropped.accumulateAndGet(Integer.toUnsignedLong(count), Math::max);
    }

    boolean isClosed() {
        return closed;
    }

    /// Says that the descriptor is in use; false if the socket is closed.
    private boolean enter() {
        if (closed) {
            return false;
        }
        users.incrementAndGet();
        if (closed) {
            leave();
            return false;
        }
        return true;
    }

    private void leave() {
        if (users.decrementAndGet() == 0) {
            LibC.close(descriptor);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LibC.shutdown(descriptor);
            leave();
        }
    }
}
