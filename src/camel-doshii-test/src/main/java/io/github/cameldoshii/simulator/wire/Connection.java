package io.github.cameldoshii.simulator.wire;

import io.github.cameldoshii.simulator.fault.ConnectTarget;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/** A TCP connection that was just accepted. Runs on the loop. */
record Connection(Channel channel) implements ConnectTarget {

    @Override
    public void reset() {
        // The channel is not registered for good yet; a close within its initialisation would be lost.
        later(0, () -> Channels.reset(channel));
    }

    @Override
    public void hang() {
        channel.pipeline().addLast(new Discard());
        channel.config().setAutoRead(true);
    }

    @Override
    public void bytes(byte[] bytes) {
        later(0, () -> channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)));
    }

    @Override
    public void later(long millis, Runnable task) {
        channel.eventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
    }
}
