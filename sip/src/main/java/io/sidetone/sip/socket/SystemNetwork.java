package io.sidetone.sip.socket;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.sidetone.sip.base.Clock;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The sockets of this machine. Thread-safe.
///
/// Each socket for datagrams has a thread that reads it. Connections of all sockets share some event loops.
public final class SystemNetwork implements Network {

    private final int threads;
    private final SourceAddresses sources;

    /// Made with the first socket for connections: who has none needs neither the threads nor the library.
    private @Nullable EventLoopGroup loops;

    /// A network without sockets. Its threads are daemons, and are started when there is something to read.
    ///
    /// @param threads how many threads read connections, from 1; the number of processors is a good one
    public SystemNetwork(int threads, Clock clock) {
        this.threads = threads;
        this.sources = new SourceAddresses(clock);
    }

    private synchronized EventLoopGroup loops() {
        EventLoopGroup made = loops;
        if (made == null) {
            made = new MultiThreadIoEventLoopGroup(
                    threads, new DefaultThreadFactory("stream", true), NioIoHandler.newFactory());
            loops = made;
        }
        return made;
    }

    @Override
    public Listener open(ListenerSettings settings, FlowReceiver receiver, Connections connections) throws IOException {
        return settings.transport() == Transport.UDP
                ? UdpListener.open(settings, receiver, sources)
                : StreamListener.open(settings, loops(), receiver, connections);
    }

    @Override
    public @Nullable InetAddress source(InetAddress destination) {
        return sources.towards(destination);
    }

    /// Closes all connections, and waits until their threads have ended. Not to be called by them.
    @Override
    public synchronized void close() {
        if (loops != null) {
            Future<?> ended = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            ended.awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
    }
}
