package io.sidetone.sip.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sidetone.sip.transport.ClosingReason;
import io.sidetone.sip.transport.Connection;

/// Looks at the first octets of a connection whether somebody who is no trusted proxy sends a PROXY header, to
/// pass for another. Confined to the channel's event loop.
final class ProxyGuard extends ChannelInboundHandlerAdapter {

    private static final String VERSION_1 = "PROXY ";
    private static final String VERSION_2 = "\r\n\r\n\0\r\nQUIT\n";

    private final Connection connection;

    ProxyGuard(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf octets = (ByteBuf) message;
        if (beginsWith(octets, VERSION_1) || beginsWith(octets, VERSION_2)) {
            octets.release();
            connection.close(ClosingReason.PROXY_STRANGER);
            return;
        }
        context.pipeline().remove(this);
        context.fireChannelRead(octets);
    }

    private static boolean beginsWith(ByteBuf octets, String text) {
        if (octets.readableBytes() < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (octets.getByte(octets.readerIndex() + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
