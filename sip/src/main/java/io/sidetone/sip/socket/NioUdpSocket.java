package io.sidetone.sip.socket;

import io.sidetone.sip.transport.SendResult;
import io.sidetone.sip.transport.SocketOptions;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A UDP socket by a channel of the JDK, for systems whose calls are not known here. Thread-safe.
///
/// One thread sends for all: senders would wait for each other at the channel, and one virtual thread that sends
/// would make it fail for those who read. So a datagram that was taken may still get lost here.
final class NioUdpSocket implements UdpSocket {

    /// How many datagrams wait to be sent.
    private static final int QUEUE = 4096;

    /// The largest datagram of IPv4.
    private static final int LARGEST = 65_507;

    private record Outgoing(ByteBuffer octets, InetSocketAddress destination) {}

    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final BlockingQueue<Outgoing> queue = new ArrayBlockingQueue<>(QUEUE);
    private final LongAdder unsent = new LongAdder();
    private final Thread sender;

    private NioUdpSocket(DatagramChannel channel) throws IOException {
        this.channel = channel;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.sender = Thread.ofPlatform()
                .daemon()
                .name("udp-sender-" + local.getPort())
                .start(this::sendAll);
    }

    static NioUdpSocket open(InetSocketAddress address, SocketOptions options) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress() instanceof Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBuffer());
            channel.setOption(StandardSocketOptions.SO_SNDBUF, options.sendBuffer());
            channel.setOption(StandardSocketOptions.IP_TOS, options.trafficClass());
            channel.bind(address);
            return new NioUdpSocket(channel);
        } catch (IOException e) {
            channel.close();
            throw new IOException("UDP " + address + ": " + e.getMessage(), e);
        }
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public UdpReader reader() {
        return new Reader();
    }

    @Override
    public SendResult send(byte[] octets, int length, UdpPeer peer) {
        if (!channel.isOpen()) {
            return SendResult.CLOSED;
        }
        if (length > LARGEST) {
            return SendResult.TOO_LARGE;
        }
        ByteBuffer copy = ByteBuffer.allocate(length).put(octets, 0, length).flip();
        return queue.offer(new Outgoing(copy, peer.address())) ? SendResult.SENT : SendResult.NO_ROOM;
    }

    private void sendAll() {
        while (channel.isOpen()) {
            try {
                Outgoing next = queue.take();
                channel.send(next.octets, next.destination);
            } catch (InterruptedException | ClosedChannelException _) {
                return;
            } catch (IOException _) {
                // There is no way to this destination now; who sent the message finds out by its timers.
                unsent.increment();
            }
        }
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public long unsent() {
        return unsent.sum();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            sender.interrupt();
        }
    }

    private final class Reader implements UdpReader {

        private final ByteBuffer buffer = ByteBuffer.allocateDirect(NativeMessage.CAPACITY);

        @Override
        public @Nullable Datagram receive() throws IOException {
            buffer.clear();
            try {
                InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
                byte[] octets = new byte[buffer.flip().remaining()];
                buffer.get(octets);
                return new Datagram(octets, UdpPeer.of(source));
            } catch (ClosedChannelException _) {
                return null;
            }
        }

        @Override
        public void close() {
            // The collector takes the buffer.
        }
    }
}
