package io.sidetone.bench;

import io.sidetone.bench.base.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Connections that keep a server waiting: half of them send nothing, the others one octet of a message each second.
/// Confined to the thread that uses it.
final class SlowClients implements AutoCloseable {

    /// So many from one address of the machine, fewer than a server takes from one.
    private static final int PER_ADDRESS = 2000;

    private static final int TICKS_PER_SECOND = 100;

    private final List<SocketChannel> channels = new ArrayList<>();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final byte[] message = Samples.inviteOfCall("slow");
    private int next;

    /// Connects them all.
    SlowClients(int count, int port) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channels.add(channel);
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + (1 + i / PER_ADDRESS)), 0));
            channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        }
        var _ = sender.scheduleAtFixedRate(this::sendSome, 0, 1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    /// One octet on each of the next connections, so that each has its turn in a second.
    private void sendSome() {
        try {
            int half = channels.size() / 2;
            for (int i = 0; i < half / TICKS_PER_SECOND; i++) {
                int octet = next / half % message.length;
                channels.get(next++ % half).write(ByteBuffer.wrap(message, octet, 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        sender.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
