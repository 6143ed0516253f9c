package io.github.cameldoshii.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** Sends what is written one byte at a time, in order. Runs on the loop. */
final class DribbleHandler extends ChannelOutboundHandlerAdapter {

    private final long millisPerByte;
    private final Queue<Write> waiting = new ArrayDeque<>();
    private boolean running;

    private record Write(ByteBuf bytes, ChannelPromise written) {}

    DribbleHandler(long millisPerByte) {
        this.millisPerByte = millisPerByte;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object data, ChannelPromise promise) {
        waiting.add(new Write((ByteBuf) data, promise));
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (!running) {
            running = true;
            sendByte(ctx);
        }
    }

    private void sendByte(ChannelHandlerContext ctx) {
        Write write = waiting.peek();
        if (write == null) {
            running = false;
        } else if (write.bytes().isReadable()) {
            ctx.writeAndFlush(write.bytes().readRetainedSlice(1));
            ctx.executor().schedule(() -> sendByte(ctx), millisPerByte, TimeUnit.MILLISECONDS);
        } else {
            waiting.remove();
            write.bytes().release();
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER, write.written());
            sendByte(ctx);
        }
    }

    /** The connection has ended, or the slow part of it. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        for (Write write = waiting.poll(); write != null; write = waiting.poll()) {
            write.bytes().release();
            write.written().tryFailure(new ClosedChannelException());
        }
    }
}
