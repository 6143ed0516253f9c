package io.github.cameldoshii.simulator.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Passes the bytes of a REST connection to the HTTP server behind the front and back, each way no faster than the other
 * side reads. One instance per front connection, on the loop.
 */
final class RestRelay extends ChannelInboundHandlerAdapter {

    private final Channel front;
    private final Factory factory;
    private final Queue<Object> early = new ArrayDeque<>();
    private Channel back;

    private RestRelay(Channel front, Factory factory) {
        this.front = front;
        this.factory = factory;
    }

    /** Makes relays and finds the front connection again from the port that the HTTP server sees. Owned by the loop. */
    static final class Factory {
        private final Loop loop;
        private final Map<Integer, Channel> frontByBackPort = new HashMap<>();
        private InetSocketAddress target;

        Factory(Loop loop) {
            this.loop = loop;
        }

        void target(InetSocketAddress httpServer) {
            target = httpServer;
        }

        RestRelay relay(Channel front) {
            return new RestRelay(front, this);
        }

        /** Resets the client's connection that the HTTP server sees as coming from this port. */
        void reset(int backPort) {
            Channel front = frontByBackPort.get(backPort);
            if (front != null) {
                Channels.reset(front);
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        front.config().setAutoRead(false);
        new Bootstrap()
                .group(factory.loop.thread())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Backward());
                    }
                })
                .connect(factory.target)
                .addListener((ChannelFutureListener) this::connected);
    }

    private void connected(ChannelFuture connect) {
        if (!connect.isSuccess() || !front.isActive()) {
            connect.channel().close();
            front.close();
            return;
        }
        back = connect.channel();
        int port = ((InetSocketAddress) back.localAddress()).getPort();
        factory.frontByBackPort.put(port, front);
        back.closeFuture().addListener(closed -> factory.frontByBackPort.remove(port));
        for (Object data = early.poll(); data != null; data = early.poll()) {
            back.write(data);
        }
        back.flush();
        back.read();
        front.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object data) {
        if (back == null) {
            early.add(data);
        } else {
            back.writeAndFlush(data).addListener(done -> ctx.read());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        early.forEach(ReferenceCountUtil::release);
        early.clear();
        if (back != null) {
            back.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private final class Backward extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object data) {
            front.writeAndFlush(data).addListener(done -> ctx.read());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (front.isActive()) {
                front.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
