package io.sidetone.sip.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.sidetone.sip.transport.Connection;

/// Takes the octets of a stream. Confined to the channel's event loop.
final class StreamHandler extends ConnectionHandler {

    StreamHandler(Connection connection) {
        super(connection);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf octets = (ByteBuf) message;
        try {
            connection().received(octets.nioBuffer());
        } finally {
            octets.release();
        }
    }
}
