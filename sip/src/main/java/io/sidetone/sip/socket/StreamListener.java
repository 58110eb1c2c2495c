package io.sidetone.sip.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.Connections;
import io.sidetone.sip.transport.Flow;
import io.sidetone.sip.transport.FlowReceiver;
import io.sidetone.sip.transport.Listener;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.transport.SentBy;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;

/// A socket that takes connections: TCP, TLS, WebSocket. Thread-safe.
final class StreamListener implements Listener {

    /// Connections that the system has taken and nobody has accepted yet.
    private static final int BACKLOG = 4096;

    private final ListenerSettings settings;
    private final EventLoopGroup loops;
    private final FlowReceiver receiver;
    private final Connections connections;
    private final SourceAddresses sources;
    private final Channel channel;
    private final InetSocketAddress local;
    private final @Nullable SentBy sentBy;

    private StreamListener(
            ListenerSettings settings,
            EventLoopGroup loops,
            FlowReceiver receiver,
            Connections connections,
            SourceAddresses sources)
            throws IOException {
        this.settings = settings;
        this.loops = loops;
        this.receiver = receiver;
        this.connections = connections;
        this.sources = sources;
        this.channel = bind();
        this.local = (InetSocketAddress) channel.localAddress();
        this.sentBy = settings.sentBy(local);
        // From now on: before, an accepted connection would find half a socket.
        channel.config().setAutoRead(true);
    }

    static StreamListener open(
            ListenerSettings settings,
            EventLoopGroup loops,
            FlowReceiver receiver,
            Connections connections,
            SourceAddresses sources)
            throws IOException {
        return new StreamListener(settings, loops, receiver, connections, sources);
    }

    private Channel bind() throws IOException {
        // Else a socket on all addresses of IPv4 would be one of IPv6.
        SocketProtocolFamily family = settings.address().getAddress() instanceof Inet6Address
                ? SocketProtocolFamily.INET6
                : SocketProtocolFamily.INET;
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channelFactory(() -> new NioServerSocketChannel(SelectorProvider.provider(), family))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.IP_TOS, settings.options().trafficClass())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accept(accepted);
                    }
                })
                .bind(settings.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    settings.transport() + " " + settings.address() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return bound.channel();
    }

    private void accept(SocketChannel accepted) {
        ChannelWire wire = new ChannelWire(settings.transport());
        wire.attach(accepted);
        Connection connection =
                connections.accept(this, wire, accepted.localAddress(), accepted.remoteAddress(), receiver);
        if (connection == null) {
            ChannelFuture _ = accepted.close();
        } else {
            accepted.pipeline().addLast(new Handshakes(connection, settings, connections.largestMessage()));
        }
    }

    @Override
    public Flow open(NextHop hop) {
        return open(hop, source(hop), null);
    }

    @Override
    public Flow open(NextHop hop, @Nullable TlsContext certificates) {
        return open(hop, source(hop), certificates);
    }

    @Override
    public Flow open(NextHop hop, InetAddress ours) {
        return open(hop, ours, null);
    }

    private InetAddress source(NextHop hop) {
        InetAddress ours = local.getAddress();
        InetAddress source =
                ours.isAnyLocalAddress() ? sources.towards(hop.address().getAddress()) : null;
        return source == null ? ours : source;
    }

    private Flow open(NextHop hop, InetAddress ours, @Nullable TlsContext certificates) {
        ChannelWire wire = new ChannelWire(settings.transport());
        Connection connection = connections.connect(this, wire, hop, ours, certificates, receiver);
        if (!connection.isOpen()) {
            // There are too many, or all is being shut down: there will be no channel that tells the end.
            connection.ended(ClosingReason.SHUTDOWN);
            return connection;
        }
        ChannelFuture _ = new Bootstrap()
                .group(nearest())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.IP_TOS, settings.options().trafficClass())
                // How long it may take is the connection's to say.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel made) {
                        wire.attach(made);
                        made.pipeline().addLast(new Handshakes(connection, settings, connections.largestMessage()));
                    }
                })
                .connect(hop.address(), new InetSocketAddress(ours, 0))
                .addListener(future -> {
                    if (!future.isSuccess()) {
                        connection.ended(ClosingReason.CONNECT_FAILED);
                    }
                });
        return connection;
    }

    /// Who opens a connection to send on what has come over another has both handled by one thread: that one need
    /// not wake a second one for each message.
    private EventLoopGroup nearest() {
        for (EventExecutor loop : loops) {
            if (loop.inEventLoop()) {
                return (EventLoop) loop;
            }
        }
        return loops;
    }

    @Override
    public ListenerSettings settings() {
        return settings;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public @Nullable SentBy sentBy() {
        return sentBy;
    }

    @Override
    public void close() {
        ChannelFuture _ = channel.close().awaitUninterruptibly();
    }

    @Override
    public String toString() {
        return settings.transport() + " " + local;
    }
}
