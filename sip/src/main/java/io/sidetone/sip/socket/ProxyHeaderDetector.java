package io.sidetone.sip.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.util.List;

/// Looks whether a trusted proxy begins a connection with a PROXY header: if so that is read, if not the
/// connection is the proxy's own. Waits until it knows. Confined to the channel's event loop.
final class ProxyHeaderDetector extends ByteToMessageDecoder {

    /// Octets of additions that a header may have.
    private static final int LARGEST_ADDITIONS = 4096;

    private final Runnable without;

    /// @param without goes on if there is no header
    ProxyHeaderDetector(Runnable without) {
        this.without = without;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf octets, List<Object> out) {
        switch (HAProxyMessageDecoder.detectProtocol(octets).state()) {
            case NEEDS_MORE_DATA -> {}
            // What is here already goes to the next handler, whoever that is then.
            case DETECTED -> context.pipeline().replace(this, null, new HAProxyMessageDecoder(LARGEST_ADDITIONS));
            case INVALID -> {
                without.run();
                context.pipeline().remove(this);
            }
        }
    }
}
