package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.ConnectTarget;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** A TCP connection that was just accepted, as faults see it. Its pipeline is still empty. Runs on the loop. */
record ConnectFaultContext(Channel channel) implements ConnectTarget {

    /** Reads what arrives and forgets it. */
    private static final class DiscardHandler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object data) {
            ReferenceCountUtil.release(data);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    @Override
    public void reset() {
        // The channel is not registered for good yet; a close within its initialisation would be lost.
        later(0, () -> SimulatorServer.reset(channel));
    }

    @Override
    public void hang() {
        channel.pipeline().addLast(new DiscardHandler());
        channel.config().setAutoRead(true);
    }

    @Override
    public void bytes(byte[] bytes) {
        later(0, () -> {
            // Past TLS and HTTP, if they have been added meanwhile.
            ChannelHandlerContext first = channel.pipeline().firstContext();
            ChannelOutboundInvoker below = first == null ? channel : first;
            below.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        });
    }

    @Override
    public void later(long millis, Runnable task) {
        channel.eventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
    }
}
