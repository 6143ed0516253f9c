package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Sends the pings of one open WebSocket, at once and then every heartbeatInterval, and matches the pongs to them by value. A
 * barrier is an extra ping whose pong proves that everything the server sent before it was read. Whether the server is
 * alive is decided by {@link LivenessMonitor}. One per session, so that no pong of an older session matches. Confined to
 * the connection's event loop.
 */
final class Heartbeat {

    private static final int PINGS_REMEMBERED = 16;

    private record Ping(String value, long sentAt, List<Runnable> barriers) {}

    private final EventLoop loop;
    private final long intervalNanos;
    private final LivenessMonitor liveness;
    private final LivenessMonitor.Listener session;
    private final LongConsumer pingSender;

    /** Small, because it is mostly empty. */
    private final Deque<Ping> unanswered = new ArrayDeque<>(1);

    /** Barriers that the next regular ping serves. */
    private final List<Runnable> postponedBarriers = new ArrayList<>();

    private boolean running;
    private EventLoop.Timer pingTimer = () -> {};
    private long nextPingAt;
    private long lastStamp;

    /**
     * @param session knows whether sent data piles up
     * @param pingSender sends a ping with the given stamp, in epoch milliseconds
     */
    Heartbeat(
            EventLoop loop,
            SocketOptions options,
            LivenessMonitor liveness,
            LivenessMonitor.Listener session,
            LongConsumer pingSender) {
        this.loop = loop;
        this.intervalNanos = options.heartbeatInterval().toNanos();
        this.liveness = liveness;
        this.session = session;
        this.pingSender = pingSender;
    }

    /** Sends the first ping and goes on from there. */
    void start() {
        running = true;
        liveness.start();
        nextPingAt = loop.nanoTime();
        beat();
    }

    void stop() {
        running = false;
        pingTimer.cancel();
        liveness.stop();
    }

    /**
     * A pong arrived.
     *
     * @return the time since the ping that it answers; negative if it is unsolicited
     */
    long pong(String value) {
        long now = loop.nanoTime();
        liveness.pongReceived(now);
        for (Ping ping : unanswered) {
            if (isSameNumber(ping.value(), value)) {
                answered(ping);
                return now - ping.sentAt();
            }
        }
        return -1;
    }

    /**
     * Sends a ping between the regular ones and runs the task when it is answered; not if that never happens. While sent
     * data piles up, the next regular ping takes its place.
     */
    void barrier(Runnable passed) {
        if (!running) {
            return;
        }
        if (session.writeQueueFull()) {
            postponedBarriers.add(passed);
        } else {
            send(loop.nanoTime(), List.of(passed));
        }
    }

    private void answered(Ping ping) {
        Ping next;
        do {
            // Pongs come in order, so an earlier ping will not be answered any more.
            next = unanswered.poll();
            if (next != null) {
                next.barriers().forEach(loop::execute);
            }
        } while (next != null && next != ping);
    }

    private void send(long now, List<Runnable> barriers) {
        // Pings are told apart by their value.
        lastStamp = Math.max(loop.currentTimeMillis(), lastStamp + 1);
        pingSender.accept(lastStamp);
        unanswered.add(new Ping(Long.toString(lastStamp), now, barriers));
        if (unanswered.size() > PINGS_REMEMBERED) {
            // A later pong proves the same for this one.
            postponedBarriers.addAll(unanswered.poll().barriers());
        }
    }

    private void beat() {
        if (!running) {
            return;
        }
        long now = loop.nanoTime();
        if (!liveness.isAliveAtPing(now, now - nextPingAt)) {
            return;
        }
        sendPing(now);
        // Anchored at the first ping, so that late timers do not add up; pings that a pause of the process skipped are
        // left out.
        do {
            nextPingAt += intervalNanos;
        } while (nextPingAt - now <= 0);
        pingTimer = loop.schedule(nextPingAt - now, this::beat);
    }

    /** Sends a ping unless earlier ones still pile up. */
    private void sendPing(long now) {
        boolean writable = !session.writeQueueFull();
        if (writable) {
            List<Runnable> barriers = List.copyOf(postponedBarriers);
            postponedBarriers.clear();
            send(now, barriers);
        }
        liveness.pingDue(now, writable);
    }

    /** The server echoes the number but may format it differently, for example as 1.0. */
    private static boolean isSameNumber(String sent, String received) {
        if (sent.equals(received)) {
            return true;
        }
        return received.length() > sent.length()
                && received.startsWith(sent)
                && received.substring(sent.length()).matches("\\.0+");
    }
}
