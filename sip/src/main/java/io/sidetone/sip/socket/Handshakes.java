package io.sidetone.sip.socket;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.tls.PeerIdentity;
import io.sidetone.sip.tls.TlsContext;
import io.sidetone.sip.tls.TlsFacts;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connection;
import io.sidetone.sip.transport.ListenerSettings;
import io.sidetone.sip.uri.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.util.ArrayDeque;
import java.util.Queue;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// Goes through what has to be over before messages may come: PROXY header, TLS, WebSocket. Then another handler
/// takes its place. Confined to the channel's event loop.
final class Handshakes extends ConnectionHandler {

    /// Octets that an HTTP request for a WebSocket may have behind its header.
    private static final int LARGEST_HTTP_BODY = 8192;

    private enum Step {
        PROXY_HEADER,
        TLS,
        WEBSOCKET
    }

    private final ListenerSettings settings;
    private final int largestMessage;
    private final Queue<Step> steps = new ArrayDeque<>();
    private @Nullable PeerIdentity identity;
    private @Nullable WebSocketClientHandshaker client;

    /// @param largestMessage how many octets a message may have
    Handshakes(Connection connection, ListenerSettings settings, int largestMessage) {
        super(connection);
        this.settings = settings;
        this.largestMessage = largestMessage;
        if (!connection.isOutgoing() && settings.isProxy(connection.remote().getAddress())) {
            steps.add(Step.PROXY_HEADER);
        }
        if (settings.tls() != null) {
            steps.add(Step.TLS);
        }
        if (isWebSocket()) {
            steps.add(Step.WEBSOCKET);
        }
    }

    private boolean isWebSocket() {
        return settings.transport() == Transport.WS || settings.transport() == Transport.WSS;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (connection().isOutgoing()) {
            connection().connected((InetSocketAddress) context.channel().localAddress());
        } else if (steps.peek() != Step.PROXY_HEADER) {
            context.pipeline().addFirst(new ProxyGuard(connection()));
        }
        next(context);
    }

    private void next(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        switch (steps.poll()) {
            case PROXY_HEADER ->
                pipeline.addBefore(
                        context.name(),
                        null,
                        new ProxyHeaderDetector(
                                () -> proxied(context, connection().direct())));
            case TLS -> pipeline.addBefore(context.name(), null, tls());
            case WEBSOCKET -> beginWebSocket(context);
            case null -> {
                // What comes from now on, even what is being decoded right now, goes to the next handler.
                pipeline.replace(
                        this,
                        null,
                        isWebSocket() ? new WebSocketHandler(connection()) : new StreamHandler(connection()));
                connection().established(identity);
            }
        }
    }

    private @Nullable TlsContext certificates() {
        TlsContext chosen = connection().certificates();
        return chosen == null ? settings.tls() : chosen;
    }

    private SslHandler tls() {
        TlsContext tls = certificates();
        if (tls == null) {
            throw new IllegalStateException("TLS without certificates");
        }
        Host domain = connection().domain();
        SSLEngine engine = domain == null ? tls.serverEngine() : tls.clientEngine(domain);
        SslHandler handler = new SslHandler(engine);
        // How long all handshakes may take is the connection's to say.
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }

    private void beginWebSocket(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        Host domain = connection().domain();
        if (domain == null) {
            pipeline.addBefore(context.name(), null, new HttpServerCodec());
            pipeline.addBefore(context.name(), null, new HttpObjectAggregator(LARGEST_HTTP_BODY));
            return;
        }
        pipeline.addBefore(context.name(), null, new HttpClientCodec());
        pipeline.addBefore(context.name(), null, new HttpObjectAggregator(LARGEST_HTTP_BODY));
        NextHop hop = new NextHop(settings.transport(), connection().remote(), domain);
        client = WebSocketHandshake.client(hop, largestMessage);
        ChannelFuture _ = client.handshake(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            switch (message) {
                case HAProxyMessage header -> proxied(context, header);
                case FullHttpRequest request -> upgrade(context, request);
                case FullHttpResponse response -> upgraded(context, response);
                default -> connection().close(ClosingReason.GARBAGE);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void proxied(ChannelHandlerContext context, HAProxyMessage header) {
        ClosingReason refusal =
                header.command() == HAProxyCommand.LOCAL || header.proxiedProtocol() == HAProxyProxiedProtocol.UNKNOWN
                        ? connection().direct()
                        : proxied(header);
        proxied(context, refusal);
    }

    private void proxied(ChannelHandlerContext context, @Nullable ClosingReason refusal) {
        if (refusal == null) {
            next(context);
        } else {
            connection().close(refusal);
        }
    }

    private @Nullable ClosingReason proxied(HAProxyMessage header) {
        HAProxyProxiedProtocol protocol = header.proxiedProtocol();
        if (protocol != HAProxyProxiedProtocol.TCP4 && protocol != HAProxyProxiedProtocol.TCP6) {
            return ClosingReason.PROXY_HEADER;
        }
        InetAddress source = InetAddress.ofLiteral(header.sourceAddress());
        InetAddress destination = InetAddress.ofLiteral(header.destinationAddress());
        boolean possible = header.sourcePort() > 0
                && header.destinationPort() > 0
                && !source.isAnyLocalAddress()
                && !source.isMulticastAddress();
        return possible
                ? connection()
                        .proxied(
                                new InetSocketAddress(source, header.sourcePort()),
                                new InetSocketAddress(destination, header.destinationPort()))
                : ClosingReason.PROXY_HEADER;
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
        if (WebSocketHandshake.answer(context, request, settings.webSocket(), largestMessage)) {
            finishWebSocket(context);
        } else {
            // The response is written before.
            connection().close(ClosingReason.WEBSOCKET_HANDSHAKE);
        }
    }

    private void upgraded(ChannelHandlerContext context, FullHttpResponse response) {
        if (client == null) {
            connection().close(ClosingReason.WEBSOCKET_HANDSHAKE);
            return;
        }
        client.finishHandshake(context.channel(), response);
        finishWebSocket(context);
    }

    private void finishWebSocket(ChannelHandlerContext context) {
        context.pipeline().addBefore(context.name(), null, new WebSocketFrameAggregator(largestMessage));
        next(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent completion)) {
            return;
        }
        TlsContext tls = certificates();
        SslHandler handler = context.pipeline().get(SslHandler.class);
        if (!completion.isSuccess() || tls == null || handler == null) {
            connection().close(reason(completion.cause()));
            return;
        }
        try {
            connection().secured(TlsFacts.of(handler.engine().getSession()));
            identity = tls.identify(handler.engine().getSession(), connection().domain());
            next(context);
        } catch (CertificateException e) {
            connection().close(ClosingReason.CERTIFICATE);
        }
    }
}
