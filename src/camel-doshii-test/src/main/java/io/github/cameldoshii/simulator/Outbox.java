package io.github.cameldoshii.simulator;

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
    private final Queue<OutboundMessage> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean scheduled;

    Outbox(Channel channel, long maxBytes) {
        this.channel = channel;
        this.maxBytes = maxBytes;
    }

    /** @return whether there was room */
    boolean offer(OutboundMessage message) {
        if (waitingBytes + message.length() > maxBytes) {
            return false;
        }
        waiting.add(message);
        waitingBytes += message.length();
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
            OutboundMessage message = waiting.remove();
            waitingBytes -= message.length();
            channel.write(message.toFrame(), channel.voidPromise());
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
