package io.sidetone.bench.subject;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sidetone.sip.transport.SocketOptions;
import java.net.InetSocketAddress;

/// Forwards datagrams by a channel of Netty on its event loop; several that came together are sent together.
final class NettyForwarder implements Subject {

    private final InetSocketAddress target;

    NettyForwarder(int port) {
        target = Subject.loopback(port);
    }

    @Override
    public int start() {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("forwarder", true), NioIoHandler.newFactory());
        Channel channel = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, SocketOptions.DEFAULT.receiveBuffer())
                .handler(new Forward())
                .bind(Subject.loopback(0))
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private final class Forward extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object received) {
            ChannelFuture _ = context.write(
                    new DatagramPacket(((DatagramPacket) received).content(), target), context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }
}
