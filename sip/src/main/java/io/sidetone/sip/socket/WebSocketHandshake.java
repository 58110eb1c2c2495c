package io.sidetone.sip.socket;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.NextHop;
import io.sidetone.sip.transport.WebSocketRules;
import io.sidetone.sip.uri.Host;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Upgrades HTTP to a WebSocket that carries SIP. Thread-safe: only functions.
@Rfc(number = 7118, section = "4")
final class WebSocketHandshake {

    private static final String SUBPROTOCOL = "sip";

    private WebSocketHandshake() {}

    /// Answers a client. Says whether the connection is a WebSocket now; if not, the client was refused.
    ///
    /// @param largest how many octets a frame may have
    static boolean answer(ChannelHandlerContext context, FullHttpRequest request, WebSocketRules rules, int largest) {
        HttpResponseStatus refusal = refusal(request, rules);
        if (refusal != null) {
            refuse(context, refusal);
            return false;
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(request.uri(), SUBPROTOCOL, false, largest).newHandshaker(request);
        if (handshaker == null) {
            refuse(context, HttpResponseStatus.UPGRADE_REQUIRED);
            return false;
        }
        ChannelFuture _ = handshaker.handshake(context.channel(), request);
        return true;
    }

    /// Why there will be no WebSocket; null if there may be one.
    private static @Nullable HttpResponseStatus refusal(FullHttpRequest request, WebSocketRules rules) {
        if (request.decoderResult().isFailure() || !request.method().equals(HttpMethod.GET)) {
            return HttpResponseStatus.BAD_REQUEST;
        }
        if (!rules.paths().isEmpty() && !rules.paths().contains(new QueryStringDecoder(request.uri()).path())) {
            return HttpResponseStatus.NOT_FOUND;
        }
        if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            return HttpResponseStatus.UPGRADE_REQUIRED;
        }
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (origin != null && !rules.origins().isEmpty() && !rules.origins().contains(origin)) {
            return HttpResponseStatus.FORBIDDEN;
        }
        boolean sip = request.headers().containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL, true);
        return sip ? null : HttpResponseStatus.BAD_REQUEST;
    }

    private static void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, WebSocketVersion.V13.toHttpHeaderValue());
        }
        ChannelFuture _ = context.writeAndFlush(response);
    }

    /// The handshake of a client with a server.
    static WebSocketClientHandshaker client(NextHop hop, int largest) {
        Host host = hop.domain();
        String scheme = hop.transport().isSecure() ? "wss" : "ws";
        URI uri = URI.create(scheme + "://" + host.text() + ":" + hop.address().getPort() + "/");
        return WebSocketClientHandshakerFactory.newHandshaker(
                uri, WebSocketVersion.V13, SUBPROTOCOL, false, new DefaultHttpHeaders(), largest);
    }
}
