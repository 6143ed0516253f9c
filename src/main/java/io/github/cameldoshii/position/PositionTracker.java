package io.github.cameldoshii.position;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Knows up to when everything that one consumer received is finished: the last mark (a pong or an event), held back by the
 * oldest event that is not finished, and by a window of catch-up that is not closed. Confined to the connection's event
 * loop but for {@link Ticket#run()}.
 *
 * <p>Times are the local clock's, which may be set back. What is known is then moved back as far: a position left in the
 * future would hide everything that happens until the clock gets there.
 */
public final class PositionTracker {

    /** An event that was received and is to be finished. */
    public static final class Ticket implements Runnable {
        private long receivedAt;
        private volatile boolean finished;

        private Ticket(long receivedAt) {
            this.receivedAt = receivedAt;
        }

        /** The route has finished the event. Any thread. */
        @Override
        public void run() {
            finished = true;
        }
    }

    private static final long NONE = Long.MIN_VALUE;

    /** Finished tickets behind an unfinished one are let go when there are this many in all. */
    private static final int SWEEP_AT_LEAST = 1024;

    private final Deque<Ticket> open = new ArrayDeque<>();
    private int sweepAt = SWEEP_AT_LEAST;
    private long marked = NONE;
    private long held = NONE;

    /** An event was received then, epoch milliseconds. It is a mark too. */
    public Ticket received(long at) {
        dropFinished();
        mark(at);
        Ticket ticket = new Ticket(at);
        open.add(ticket);
        sweep();
        return ticket;
    }

    /** Everything that the service sent before then has been received. */
    public void mark(long at) {
        if (at < marked) {
            turnBack(marked - at);
        }
        marked = at;
    }

    /** The position must not pass this time until {@link #release}; replaces an earlier hold. */
    public void hold(long at) {
        held = at;
    }

    /** The position must not pass the last mark, nor what it is held at already, until {@link #release}. */
    public void holdHere() {
        if (marked != NONE && (held == NONE || held > marked)) {
            held = marked;
        }
    }

    /** The position follows the marks again. */
    public void release() {
        held = NONE;
    }

    /** Whether there is a position at all: nothing was marked or held before. */
    public boolean isKnown() {
        return marked != NONE || held != NONE;
    }

    /** Everything received up to then is finished, epoch milliseconds; only if {@link #isKnown}. */
    public long position() {
        dropFinished();
        long position = marked;
        if (!open.isEmpty()) {
            // What came in the same millisecond may not be finished either.
            position = Math.min(position, open.peek().receivedAt - 1);
        }
        return held == NONE ? position : marked == NONE ? held : Math.min(position, held);
    }

    /** Tickets that are kept. */
    int open() {
        return open.size();
    }

    private void turnBack(long millis) {
        open.forEach(ticket -> ticket.receivedAt -= millis);
        if (held != NONE) {
            held -= millis;
        }
    }

    /** One event that takes for ever must not cost the memory of all that came after it. */
    private void sweep() {
        if (open.size() >= sweepAt) {
            open.removeIf(ticket -> ticket.finished);
            sweepAt = Math.max(SWEEP_AT_LEAST, 2 * open.size());
        }
    }

    private void dropFinished() {
        while (!open.isEmpty() && open.peek().finished) {
            open.poll();
        }
    }
}
