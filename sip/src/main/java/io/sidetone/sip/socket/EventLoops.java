package io.sidetone.sip.socket;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// The threads that the connections of all sockets share. Thread-safe.
///
/// Apart from [SystemNetwork], so that who has no sockets for connections does not need their library.
final class EventLoops {

    private final EventLoopGroup group;
    private final SourceAddresses sources;

    EventLoops(int threads, SourceAddresses sources) {
        this.sources = sources;
        group = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("stream", true), NioIoHandler.newFactory());
    }

    Listener open(ListenerSettings settings, FlowReceiver receiver, Connections connections) throws IOException {
        return StreamListener.open(settings, group, receiver, connections, sources);
    }

    void close() {
        Future<?> ended = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        ended.awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
