package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import java.time.Duration;

/**
 * Decides when an open WebSocket is dead: no message of any kind within pongTimeout after a ping, no pong for several
 * heartbeats although messages arrive, a message that is never completed, or sent data that the server does not read. Any
 * message is a sign of life. While back-pressure pauses reading, silence proves nothing, so the verdict waits until reading
 * has been on for the whole timeout.
 *
 * <p>Told of everything that happens by {@link Heartbeat} and {@link WebSocketSession}. One per session. Confined to the
 * connection's event loop.
 */
final class LivenessMonitor {

    /** What the monitor needs of its session. */
    interface Listener {
        /** Whether sent data piles up unread. */
        boolean writeQueueFull();

        /** The server is dead; the monitor has stopped. */
        void dead(String reason);
    }

    /** Messages may arrive for this many intervals without any pong before the server is taken not to receive. */
    private static final int INTERVALS_WITHOUT_PONG = 3;

    /** A message that is not complete after this long will not become so. */
    private static final long INCOMPLETE_NANOS = Duration.ofSeconds(60).toNanos();

    /** A timer this late means that the process stood still: what waits in the socket is read before a verdict. */
    private static final long LATE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventLoop loop;
    private final long intervalNanos;
    private final long timeoutNanos;
    private final Listener listener;

    private boolean running;
    private EventLoop.Timer verdictTimer = () -> {};
    private long verdictDueAt;
    private boolean verdictPending;

    private boolean awaitingLife;

    /** When the first ping after the last sign of life was sent; meaningful only while {@link #awaitingLife}. */
    private long awaitingSince;

    private boolean readPaused;
    private long readingSince;
    private long lastPongAt;
    private boolean lifeSincePong;
    private boolean messageIncomplete;
    private long incompleteSince;
    private boolean writeStalled;
    private long stalledSince;

    LivenessMonitor(EventLoop loop, SocketOptions options, Listener listener) {
        this.loop = loop;
        this.intervalNanos = options.heartbeatInterval().toNanos();
        this.timeoutNanos = options.pongTimeout().toNanos();
        this.listener = listener;
    }

    void start() {
        running = true;
        readingSince = loop.nanoTime();
        lastPongAt = readingSince;
    }

    void stop() {
        running = false;
        verdictTimer.cancel();
    }

    /** Something arrived. */
    void signOfLife() {
        awaitingLife = false;
        lifeSincePong = true;
    }

    /** A message has begun and is not complete, or is complete. */
    void messageIncomplete(boolean incomplete) {
        if (incomplete && !messageIncomplete) {
            incompleteSince = loop.nanoTime();
        }
        messageIncomplete = incomplete;
    }

    /** Back-pressure has paused reading, or it has resumed. */
    void readPaused(boolean paused) {
        if (readPaused && !paused) {
            readingSince = loop.nanoTime();
            forgiveUntil(readingSince);
        }
        readPaused = paused;
    }

    /** Any pong proves that the server receives, whatever it holds. */
    void pongReceived(long now) {
        lastPongAt = now;
        lifeSincePong = false;
    }

    /**
     * A ping is due; whether the session goes on.
     *
     * @param lateNanos how late the ping's timer is
     */
    boolean isAliveAtPing(long now, long lateNanos) {
        if (lateNanos > LATE_NANOS) {
            forgiveUntil(now);
        }
        if (lifeSincePong && !readPaused && now - lastPongAt > INTERVALS_WITHOUT_PONG * intervalNanos + timeoutNanos) {
            die("messages arrive but no pong for " + INTERVALS_WITHOUT_PONG
                    + " heartbeats: the service seems not to hear this side");
        } else if (messageIncomplete && !readPaused && now - incompleteSince > INCOMPLETE_NANOS) {
            die("a message was begun and not finished within "
                    + Duration.ofNanos(INCOMPLETE_NANOS).toSeconds() + " s");
        }
        return running;
    }

    /** A regular ping was sent, or was left out because sent data piles up. */
    void pingDue(long now, boolean sent) {
        if (sent) {
            writeStalled = false;
        } else if (!writeStalled) {
            writeStalled = true;
            stalledSince = now;
        }
        if (!awaitingLife) {
            awaitingLife = true;
            awaitingSince = now;
        }
        if (!verdictPending) {
            scheduleVerdict(now, timeoutNanos);
        }
    }

    /** What could not be observed of the server before this moment is not held against it. */
    private void forgiveUntil(long now) {
        lastPongAt = now;
        incompleteSince = now;
        stalledSince = now;
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
        if (readPaused) {
            scheduleVerdict(now, timeoutNanos);
        } else if (now - verdictDueAt > LATE_NANOS) {
            scheduleVerdict(now, GRACE_NANOS);
        } else if (writeStalled && listener.writeQueueFull()) {
            judgeStall(now);
        } else if (awaitingLife) {
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
            // One more turn of the loop: a message may have arrived and not been read yet.
            verdictPending = true;
            loop.execute(this::finalVerdict);
        }
    }

    private void finalVerdict() {
        if (!running) {
            return;
        }
        verdictPending = false;
        if (awaitingLife && !readPaused) {
            die("no message of any kind within "
                    + Duration.ofNanos(timeoutNanos).toMillis() + " ms after a ping");
        } else if (awaitingLife) {
            scheduleVerdict(loop.nanoTime(), timeoutNanos);
        }
    }

    private void die(String reason) {
        stop();
        listener.dead(reason);
    }
}
