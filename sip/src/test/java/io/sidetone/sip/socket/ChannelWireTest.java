package io.sidetone.sip.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.Future;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelWireTest {

    private final Loop loop = new Loop();
    private final Channel channel = new NioSocketChannel();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<Boolean> done = new CopyOnWriteArrayList<>();

    /// A thread for channels that refuses whatever it is given when a test wants so.
    private static final class Loop extends SingleThreadIoEventLoop {

        private volatile boolean refusing;

        Loop() {
            super(null, Thread.ofPlatform().factory(), NioIoHandler.newFactory());
        }

        @Override
        public void execute(Runnable task) {
            if (refusing) {
                throw new RejectedExecutionException();
            }
            super.execute(task);
        }
    }

    /// Notes what would leave the channel.
    private final class Recorder extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            seen.add(
                    switch (message) {
                        case ByteBuf octets -> octets.toString(StandardCharsets.US_ASCII);
                        case TextWebSocketFrame frame -> frame.text();
                        case CloseWebSocketFrame _ -> "close frame";
                        default -> throw new IllegalArgumentException(message.toString());
                    });
            promise.setSuccess();
        }

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            seen.add("end");
            ChannelFuture _ = context.close(promise);
        }
    }

    @AfterEach
    void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private ChannelWire wire(Transport transport) {
        channel.pipeline().addLast(new Recorder());
        loop.register(channel).awaitUninterruptibly();
        ChannelWire wire = new ChannelWire(transport);
        wire.attach(channel);
        return wire;
    }

    private void write(ChannelWire wire, String message) {
        wire.write(Text.encode(message), done::add);
    }

    /// Another thread sends a 180 while the channel's own is busy, which then does something.
    private void ring(ChannelWire wire, Runnable then) throws Exception {
        CountDownLatch handedOver = new CountDownLatch(1);
        Future<Boolean> over = loop.submit(() -> {
            boolean inTime = handedOver.await(10, TimeUnit.SECONDS);
            then.run();
            return inTime;
        });
        write(wire, "180");
        handedOver.countDown();
        assertThat(over.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.submit(() -> {})).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void whatAnotherThreadHasSentBeforeGoesOutBefore() throws Exception {
        ChannelWire wire = wire(Transport.TCP);
        ring(wire, () -> {
            write(wire, "200");
            loop.execute(() -> write(wire, "ACK"));
        });

        assertThat(seen).containsExactly("180", "200", "ACK");
        assertThat(done).containsExactly(true, true, true);
    }

    @Test
    void theEndComesBehindWhatAnotherThreadHasSentBefore() throws Exception {
        ChannelWire wire = wire(Transport.TCP);
        ring(wire, wire::close);

        assertThat(seen).containsExactly("180", "end");
        assertThat(done).containsExactly(true);
    }

    @Test
    void soDoesTheEndOfAWebSocket() throws Exception {
        ChannelWire wire = wire(Transport.WSS);
        ring(wire, wire::close);

        assertThat(seen).containsExactly("180", "close frame", "end");
        assertThat(done).containsExactly(true);
    }

    @Test
    void whatIsRefusedIsLostAndNothingWaitsForIt() throws Exception {
        ChannelWire wire = wire(Transport.TCP);
        loop.refusing = true;
        write(wire, "180");
        wire.close();
        loop.refusing = false;
        List<String> atOnce = loop.submit(() -> {
                    write(wire, "200");
                    return List.copyOf(seen);
                })
                .get(10, TimeUnit.SECONDS);

        assertThat(atOnce).containsExactly("200");
        assertThat(done).containsExactly(false, true);
    }

    @Test
    void whatComesAfterTheEndIsNotSent() {
        ChannelWire wire = wire(Transport.TCP);
        close();
        write(wire, "180");

        assertThat(seen).isEmpty();
        assertThat(done).containsExactly(false);
    }
}
