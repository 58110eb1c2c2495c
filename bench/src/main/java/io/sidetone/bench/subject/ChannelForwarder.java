package io.sidetone.bench.subject;

import io.sidetone.sip.transport.SocketOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/// Forwards datagrams by a blocking channel of the JDK on one thread, always with the same buffer.
final class ChannelForwarder implements Subject {

    @Override
    public int start(List<String> arguments) throws IOException {
        InetSocketAddress target = Subject.loopback(Integer.parseInt(arguments.getFirst()));
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SocketOptions.DEFAULT.receiveBuffer());
        channel.bind(Subject.loopback(0));
        Subject.run("forwarder", () -> forward(channel, target));
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private static void forward(DatagramChannel channel, InetSocketAddress target) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        while (channel.isOpen()) {
            channel.receive(buffer.clear());
            channel.send(buffer.flip(), target);
        }
    }
}
