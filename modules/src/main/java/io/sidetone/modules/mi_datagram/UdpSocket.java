package io.sidetone.modules.mi_datagram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Datagrams of the network.
public final class UdpSocket implements DatagramSocket {

    private final DatagramChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(Requests.LONGEST);
    private @Nullable SocketAddress sender;

    /// Opens it.
    ///
    /// @throws IOException if the system refuses
    public UdpSocket(InetSocketAddress address) throws IOException {
        channel = DatagramChannel.open();
        try {
            channel.bind(address);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public byte[] receive() throws IOException {
        sender = channel.receive(buffer.clear());
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    @Override
    public boolean answer(byte[] octets) {
        try {
            return sender != null && channel.send(ByteBuffer.wrap(octets), sender) == octets.length;
        } catch (IOException _) {
            // Too long for a datagram, or nobody is there any more.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
