package io.sidetone.bench.subject;

import io.sidetone.sip.transport.SocketOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// Forwards datagrams by a blocking channel of the JDK on one thread, always with the same buffer.
final class ChannelForwarder implements Subject {

    private final InetSocketAddress target;

    ChannelForwarder(int port) {
        target = Subject.loopback(port);
    }

    @Override
    public int start() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SocketOptions.DEFAULT.receiveBuffer());
        channel.bind(Subject.loopback(0));
        Subject.run("forwarder", () -> forward(channel));
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private void forward(DatagramChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        while (channel.isOpen()) {
            channel.receive(buffer.clear());
            channel.send(buffer.flip(), target);
        }
    }
}
