package io.github.cameldoshii.simulator.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What waits to be sent to one client, in order. Only as much as the client reads goes to the network; one flush for all
 * that was offered in one turn of the loop. Owned by the loop.
 */
final class Outbox {

    private final Channel channel;
    private final long maxBytes;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean scheduled;

    Outbox(Channel channel, long maxBytes) {
        this.channel = channel;
        this.maxBytes = maxBytes;
    }

    /** @return whether there was room */
    boolean offer(byte[] bytes) {
        if (waitingBytes + bytes.length > maxBytes) {
            return false;
        }
        waiting.add(bytes);
        waitingBytes += bytes.length;
        if (!scheduled) {
            scheduled = true;
            channel.eventLoop().execute(this::turnEnds);
        }
        return true;
    }

    private void turnEnds() {
        scheduled = false;
        drain();
    }

    /** Writes as much as the network takes now. */
    void drain() {
        boolean wrote = false;
        while (!waiting.isEmpty() && channel.isWritable()) {
            byte[] bytes = waiting.remove();
            waitingBytes -= bytes.length;
            channel.write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
            wrote = true;
        }
        if (wrote) {
            channel.flush();
        }
    }

    int waiting() {
        return waiting.size();
    }

    void clear() {
        waiting.clear();
        waitingBytes = 0;
    }
}
