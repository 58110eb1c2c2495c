package io.sidetone.sip.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connection;
import java.lang.System.Logger.Level;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The last handler of a channel, which tells the connection what happens. Confined to the channel's event loop.
abstract class ConnectionHandler extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(ConnectionHandler.class.getName());

    /// Deeper causes are not looked at.
    private static final int MOST_CAUSES = 10;

    private final Connection connection;

    ConnectionHandler(Connection connection) {
        this.connection = connection;
    }

    final Connection connection() {
        return connection;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.ended(ClosingReason.BY_PEER);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, () -> connection + ": " + cause);
        connection.close(reason(cause));
    }

    /// What an exception means. The innermost cause that says something decides.
    static ClosingReason reason(@Nullable Throwable cause) {
        ClosingReason reason = ClosingReason.BROKEN;
        Throwable each = cause;
        for (int i = 0; i < MOST_CAUSES && each != null; i++) {
            reason = switch (each) {
                case CertificateException _, CertPathValidatorException _ -> ClosingReason.CERTIFICATE;
                case SSLException _ -> ClosingReason.TLS_FAILED;
                case HAProxyProtocolException _ -> ClosingReason.PROXY_HEADER;
                case CorruptedWebSocketFrameException _ -> ClosingReason.WEBSOCKET_FRAME;
                case WebSocketHandshakeException _ -> ClosingReason.WEBSOCKET_HANDSHAKE;
                case TooLongFrameException _ -> ClosingReason.OVERSIZED;
                default -> reason;
            };
            each = each.getCause();
        }
        return reason;
    }
}
