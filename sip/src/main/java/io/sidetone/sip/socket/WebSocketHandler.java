package io.sidetone.sip.socket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.transport.Connection;

/// Takes the messages of a WebSocket, of text or binary. Confined to the channel's event loop.
@Rfc(number = 7118, section = "5")
final class WebSocketHandler extends ConnectionHandler {

    WebSocketHandler(Connection connection) {
        super(connection);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case TextWebSocketFrame text -> connection().receivedMessage(ByteBufUtil.getBytes(text.content()));
            case BinaryWebSocketFrame binary -> connection().receivedMessage(ByteBufUtil.getBytes(binary.content()));
            case PingWebSocketFrame ping -> {
                ChannelFuture _ = context.writeAndFlush(
                        new PongWebSocketFrame(ping.content().retain()));
            }
            case CloseWebSocketFrame close -> {
                // At once: who closes takes no more, and what other threads have left is told to be lost.
                ChannelFuture _ = context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            }
            default -> {}
        }
        ReferenceCountUtil.release(message);
    }
}
