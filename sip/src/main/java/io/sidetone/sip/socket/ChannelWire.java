package io.sidetone.sip.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.transport.Wire;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Sends over a channel of Netty. Thread-safe.
final class ChannelWire implements Wire {

    private final boolean webSocket;

    /// How many writes and ends other threads have left to the channel's own.
    private final AtomicInteger waiting = new AtomicInteger();

    private @Nullable Channel channel;
    private boolean closed;

    ChannelWire(Transport transport) {
        this.webSocket = transport == Transport.WS || transport == Transport.WSS;
    }

    /// Says which channel it is. It may have been closed before there was one.
    void attach(Channel made) {
        synchronized (this) {
            channel = made;
            if (!closed) {
                return;
            }
        }
        ChannelFuture _ = made.close();
    }

    private synchronized @Nullable Channel channel() {
        return channel;
    }

    @Override
    public void write(byte[] octets, Done done) {
        Channel to = channel();
        if (to == null) {
            done.done(false);
            return;
        }
        ByteBuf content = Unpooled.wrappedBuffer(octets);
        boolean comes = inOrder(to, () -> {
            ChannelFuture _ = to.writeAndFlush(webSocket ? frame(content) : content)
                    .addListener(future -> done.done(future.isSuccess()));
        });
        if (!comes) {
            done.done(false);
        }
    }

    /// What other threads want done waits for the channel's own thread, which would do its own things at once and
    /// so before those: a 200 would overtake its 180, and the end both of them.
    ///
    /// @return false if it is never done, as all is being shut down
    private boolean inOrder(Channel to, Runnable step) {
        if (to.eventLoop().inEventLoop() && waiting.get() == 0) {
            step.run();
            return true;
        }
        waiting.incrementAndGet();
        try {
            to.eventLoop().execute(() -> {
                waiting.decrementAndGet();
                step.run();
            });
            return true;
        } catch (RejectedExecutionException _) {
            waiting.decrementAndGet();
            return false;
        }
    }

    /// Text, as browsers like it; binary, if it is none.
    @Rfc(number = 7118, section = "4.2")
    private static Object frame(ByteBuf content) {
        return ByteBufUtil.isText(content, StandardCharsets.UTF_8)
                ? new TextWebSocketFrame(content)
                : new BinaryWebSocketFrame(content);
    }

    @Override
    public void read(boolean on) {
        Channel from = channel();
        if (from != null) {
            from.config().setAutoRead(on);
        }
    }

    @Override
    public void close() {
        Channel open;
        synchronized (this) {
            closed = true;
            open = channel;
        }
        if (open != null) {
            // Whoever shuts all down closes it if this can not.
            boolean _ = inOrder(open, () -> end(open));
        }
    }

    private void end(Channel open) {
        if (webSocket) {
            // Lost if the handshake is not over or the peer does not read: it is closed all the same.
            ChannelFuture _ = open.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
        }
        ChannelFuture _ = open.close();
    }
}
