package io.sidetone.sip.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.sidetone.sip.resolve.Transport;
import io.sidetone.sip.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelWireTest {

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel channel = new NioSocketChannel();
    private final ChannelWire wire = new ChannelWire(Transport.TCP);
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final List<Boolean> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void attach() {
        channel.pipeline().addLast(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                written.add(((ByteBuf) message).toString(StandardCharsets.US_ASCII));
                promise.setSuccess();
            }
        });
        loop.register(channel).awaitUninterruptibly();
        wire.attach(channel);
    }

    private void write(String message) {
        wire.write(Text.encode(message), done::add);
    }

    @Test
    void whatAnotherThreadHasSentBeforeGoesOutBefore() throws InterruptedException {
        attach();
        CountDownLatch handedOver = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        channel.eventLoop().execute(() -> {
            try {
                assertThat(handedOver.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            write("200");
            channel.eventLoop().execute(() -> {
                write("ACK");
                over.countDown();
            });
        });
        write("180");
        handedOver.countDown();

        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(written).containsExactly("180", "200", "ACK");
        assertThat(done).containsExactly(true, true, true);
    }

    @Test
    void whatComesAfterTheEndIsNotSent() {
        attach();
        close();
        write("180");

        assertThat(written).isEmpty();
        assertThat(done).containsExactly(false);
    }
}
