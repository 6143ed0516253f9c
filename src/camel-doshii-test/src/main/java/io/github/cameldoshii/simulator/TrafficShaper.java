package io.github.cameldoshii.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Delays the bytes of a connection, each way for itself and in order, as a slow or far network does. */
final class TrafficShaper extends ChannelDuplexHandler {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int SLICES_PER_SECOND = 10;

    private final int bytesPerSecond;
    private final long latencyNanos;
    private final long jitterNanos;
    private final Random random;
    private final Queue<Runnable> out = new ArrayDeque<>();
    private final Queue<Runnable> in = new ArrayDeque<>();
    private long outFreeAt = System.nanoTime();
    private long inFreeAt = outFreeAt;

    /** @param seed makes the jitter repeatable */
    TrafficShaper(int bytesPerSecond, long latencyMillis, long jitterMillis, long seed) {
        this.bytesPerSecond = bytesPerSecond;
        this.latencyNanos = TimeUnit.MILLISECONDS.toNanos(latencyMillis);
        this.jitterNanos = TimeUnit.MILLISECONDS.toNanos(jitterMillis);
        this.random = new Random(seed);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object data, ChannelPromise promise) {
        if (data instanceof ByteBuf bytes && bytesPerSecond > 0) {
            int slice = Math.max(1, bytesPerSecond / SLICES_PER_SECOND);
            while (bytes.readableBytes() > slice) {
                writeLater(ctx, bytes.readRetainedSlice(slice), slice, ctx.voidPromise());
            }
            writeLater(ctx, bytes, bytes.readableBytes(), promise);
        } else {
            writeLater(ctx, data, 0, promise);
        }
    }

    private void writeLater(ChannelHandlerContext ctx, Object data, int bytes, ChannelPromise promise) {
        outFreeAt = departure(outFreeAt, bytes);
        schedule(ctx, out, outFreeAt, () -> ctx.writeAndFlush(data, promise));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object data) {
        inFreeAt = departure(inFreeAt, data instanceof ByteBuf bytes ? bytes.readableBytes() : 0);
        schedule(ctx, in, inFreeAt, () -> {
            ctx.fireChannelRead(data);
            ctx.fireChannelReadComplete();
        });
    }

    private long departure(long freeAt, int bytes) {
        long jitter = jitterNanos == 0 ? 0 : random.nextLong(-jitterNanos, jitterNanos + 1);
        long arrival = System.nanoTime() + Math.max(0, latencyNanos + jitter);
        long transfer = bytesPerSecond == 0 ? 0 : bytes * NANOS_PER_SECOND / bytesPerSecond;
        return Math.max(freeAt, arrival) + transfer;
    }

    /** Timers set for the same moment may fire in any order, so each takes the oldest that waits. */
    private static void schedule(ChannelHandlerContext ctx, Queue<Runnable> waiting, long at, Runnable task) {
        waiting.add(task);
        long delay = Math.max(0, at - System.nanoTime());
        ctx.executor().schedule(() -> waiting.remove().run(), delay, TimeUnit.NANOSECONDS);
    }
}
