package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The heartbeat of one open WebSocket: pings at once and then at the interval, and tells when the far side is dead. One
 * object per connection, so nothing of an older one can be mistaken for it. Confined to the loop.
 *
 * <p>Any message is life; the answer to a ping is matched by value. While reading is held back by us, silence says
 * nothing: the verdict waits until reading has been on for the whole time-out.
 */
final class Heartbeat {

    /** What the heartbeat needs of its connection. */
    interface Owner {
        /** Sends the ping with this stamp, in epoch milliseconds. */
        void ping(long stamp);

        /** Whether what was sent piles up unread. */
        boolean writeQueueFull();

        /** The far side is dead; the heartbeat has stopped. */
        void dead(String reason);
    }

    /** Data may flow this many intervals without any pong before the far side is taken not to hear us. */
    private static final int UNHEARD_INTERVALS = 3;

    /** A message that is not complete after this long will not become so. */
    private static final long UNFINISHED_NANOS = Duration.ofSeconds(60).toNanos();

    /** A timer this late means that the process stood still: what waits in the socket is read before a verdict. */
    private static final long LATE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int PINGS_REMEMBERED = 16;

    private record Ping(String value, long sentAt, List<Runnable> answered) {}

    private final EventLoop loop;
    private final long intervalNanos;
    private final long timeoutNanos;
    private final Owner owner;
    private final Deque<Ping> unanswered = new ArrayDeque<>();
    private final List<Runnable> marksPutOff = new ArrayList<>();

    private boolean running;
    private EventLoop.Timer pingTimer = () -> {};
    private EventLoop.Timer verdictTimer = () -> {};
    private long nextPingAt;
    private long lastStamp;
    private long verdictDueAt;
    private boolean verdictPending;

    /** When the first ping after the last sign of life was sent; meaningless unless {@link #awaiting}. */
    private long awaitingSince;

    private boolean awaiting;
    private boolean heldBack;
    private long readingSince;
    private long heardAt;
    private boolean lifeSincePong;
    private boolean fragmentOpen;
    private long fragmentSince;
    private boolean stalled;
    private long stalledSince;

    Heartbeat(EventLoop loop, SocketOptions options, Owner owner) {
        this.loop = loop;
        this.intervalNanos = options.heartbeatInterval().toNanos();
        this.timeoutNanos = options.pongTimeout().toNanos();
        this.owner = owner;
    }

    /** Sends the first ping and goes on from there. */
    void start() {
        running = true;
        long now = loop.nanoTime();
        readingSince = now;
        heardAt = now;
        nextPingAt = now;
        beat();
    }

    void stop() {
        running = false;
        pingTimer.cancel();
        verdictTimer.cancel();
    }

    /** Something arrived. */
    void life() {
        awaiting = false;
        lifeSincePong = true;
    }

    /** A message has begun and not ended, or has ended. */
    void fragment(boolean open) {
        if (open && !fragmentOpen) {
            fragmentSince = loop.nanoTime();
        }
        fragmentOpen = open;
    }

    /** Reading was stopped or started by us. */
    void heldBack(boolean held) {
        if (heldBack && !held) {
            readingSince = loop.nanoTime();
            countFrom(readingSince);
        }
        heldBack = held;
    }

    /** What could not be seen of the far side before this moment is not held against it. */
    private void countFrom(long now) {
        heardAt = now;
        fragmentSince = now;
        stalledSince = now;
    }

    /**
     * A pong arrived.
     *
     * @return the time since the ping that it answers; negative if it answers none of ours
     */
    long pong(String value) {
        // Whatever it holds: a far side that answers hears us.
        long now = loop.nanoTime();
        heardAt = now;
        lifeSincePong = false;
        for (Ping ping : unanswered) {
            if (sameNumber(ping.value(), value)) {
                answered(ping);
                return now - ping.sentAt();
            }
        }
        return -1;
    }

    /**
     * Sends a ping between the regular ones and runs the task when it is answered; not if that never happens. While what
     * was sent piles up, the next regular ping takes its place.
     */
    void mark(Runnable task) {
        if (!running) {
            return;
        }
        if (owner.writeQueueFull()) {
            marksPutOff.add(task);
        } else {
            send(loop.nanoTime(), List.of(task));
        }
    }

    private void answered(Ping ping) {
        Ping next;
        do {
            // What was sent before the answered ping will not be answered any more: answers come in order.
            next = unanswered.poll();
            if (next != null) {
                next.answered().forEach(loop::execute);
            }
        } while (next != null && next != ping);
    }

    private void send(long now, List<Runnable> answered) {
        // Pings are told apart by their value.
        lastStamp = Math.max(loop.currentTimeMillis(), lastStamp + 1);
        owner.ping(lastStamp);
        unanswered.add(new Ping(Long.toString(lastStamp), now, answered));
        if (unanswered.size() > PINGS_REMEMBERED) {
            // A later answer stands for this one too.
            marksPutOff.addAll(unanswered.poll().answered());
        }
    }

    private void beat() {
        if (!running) {
            return;
        }
        long now = loop.nanoTime();
        if (now - nextPingAt > LATE_NANOS) {
            countFrom(now);
        }
        if (unheard(now)) {
            die("messages arrive but no pong for " + UNHEARD_INTERVALS
                    + " heartbeats: the service seems not to hear this side");
            return;
        }
        if (fragmentOpen && !heldBack && now - fragmentSince > UNFINISHED_NANOS) {
            die("a message was begun and not finished within "
                    + Duration.ofNanos(UNFINISHED_NANOS).toSeconds() + " s");
            return;
        }
        sendPing(now);
        // Anchored at the first ping, so that late timers do not add up; what a pause has made us miss is left out.
        do {
            nextPingAt += intervalNanos;
        } while (nextPingAt - now <= 0);
        pingTimer = loop.schedule(nextPingAt - now, this::beat);
    }

    /** Sends a ping unless earlier ones still pile up. */
    private void sendPing(long now) {
        if (owner.writeQueueFull()) {
            if (!stalled) {
                stalled = true;
                stalledSince = now;
            }
        } else {
            stalled = false;
            List<Runnable> marks = List.copyOf(marksPutOff);
            marksPutOff.clear();
            send(now, marks);
        }
        if (!awaiting) {
            awaiting = true;
            awaitingSince = now;
        }
        if (!verdictPending) {
            scheduleVerdict(now, timeoutNanos);
        }
    }

    private boolean unheard(long now) {
        return lifeSincePong && !heldBack && now - heardAt > UNHEARD_INTERVALS * intervalNanos + timeoutNanos;
    }

    private void scheduleVerdict(long now, long delay) {
        verdictPending = true;
        verdictDueAt = now + delay;
        verdictTimer = loop.schedule(delay, this::verdict);
    }

    private void verdict() {
        if (!running) {
            return;
        }
        verdictPending = false;
        long now = loop.nanoTime();
        if (heldBack) {
            scheduleVerdict(now, timeoutNanos);
        } else if (now - verdictDueAt > LATE_NANOS) {
            scheduleVerdict(now, GRACE_NANOS);
        } else if (stalled && owner.writeQueueFull()) {
            judgeStall(now);
        } else if (awaiting) {
            judgeSilence(now);
        }
    }

    private void judgeStall(long now) {
        long left = timeoutNanos - (now - stalledSince);
        if (left > 0) {
            scheduleVerdict(now, left);
        } else {
            die("the service has not read what was sent for "
                    + Duration.ofNanos(now - stalledSince).toMillis() + " ms");
        }
    }

    private void judgeSilence(long now) {
        long silentSince = awaitingSince - readingSince > 0 ? awaitingSince : readingSince;
        long left = timeoutNanos - (now - silentSince);
        if (left > 0) {
            scheduleVerdict(now, left);
        } else {
            // One more turn of the loop: an answer may have arrived and not been read yet.
            verdictPending = true;
            loop.execute(this::lastLook);
        }
    }

    private void lastLook() {
        if (!running) {
            return;
        }
        verdictPending = false;
        if (awaiting && !heldBack) {
            die("no message of any kind within "
                    + Duration.ofNanos(timeoutNanos).toMillis() + " ms after a ping");
        } else if (awaiting) {
            scheduleVerdict(loop.nanoTime(), timeoutNanos);
        }
    }

    private void die(String reason) {
        stop();
        owner.dead(reason);
    }

    /** The service echoes the number; how it writes it is its own matter. */
    private static boolean sameNumber(String sent, String received) {
        if (sent.equals(received)) {
            return true;
        }
        return received.length() > sent.length()
                && received.startsWith(sent)
                && received.substring(sent.length()).matches("\\.0+");
    }
}
