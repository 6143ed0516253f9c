package io.github.cameldoshii.position;

import io.github.cameldoshii.internal.clock.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Knows up to when everything that one consumer received is finished: the last mark (a pong or an event), held back by the
 * oldest event that is not finished, and by a window of catch-up that is not closed. Confined to the connection's event
 * loop but for {@link Ticket#run()}.
 */
public final class PositionTracker {

    /** An event that was received and is to be finished. */
    public static final class Ticket implements Runnable {
        private final Moment receivedAt;
        private volatile boolean finished;

        private Ticket(Moment receivedAt) {
            this.receivedAt = receivedAt;
        }

        /** The route has finished the event. Any thread. */
        @Override
        public void run() {
            finished = true;
        }
    }

    /** What came in the same millisecond as an unfinished event may not be finished either. */
    private static final Duration RESOLUTION = Duration.ofMillis(1);

    /** Finished tickets behind an unfinished one are let go when there are this many in all. */
    private static final int SWEEP_AT_LEAST = 1024;

    private final Deque<Ticket> open = new ArrayDeque<>();
    private int sweepAt = SWEEP_AT_LEAST;

    /** Nothing is held while this is in the distant future, and nothing was marked while it is in the distant past. */
    private Moment marked = Moment.DISTANT_PAST;

    private Moment held = Moment.DISTANT_FUTURE;

    /** An event was received. It is a mark too. */
    public Ticket received(Moment at) {
        dropFinished();
        mark(at);
        Ticket ticket = new Ticket(at);
        open.add(ticket);
        sweep();
        return ticket;
    }

    /** Everything that the service sent before then has been received. */
    public void mark(Moment at) {
        marked = Moment.later(marked, at);
    }

    /** The position must not pass this moment until {@link #release}; replaces an earlier hold. */
    public void hold(Moment at) {
        held = at;
    }

    /** The position must not pass the last mark, nor what it is held at already, until {@link #release}. */
    public void holdHere() {
        if (isMarked()) {
            held = Moment.earlier(held, marked);
        }
    }

    /** The position follows the marks again. */
    public void release() {
        held = Moment.DISTANT_FUTURE;
    }

    /** Everything received up to then is finished; empty before anything was marked or held. */
    public Optional<Moment> position() {
        dropFinished();
        if (!isMarked()) {
            return isHeld() ? Optional.of(held) : Optional.empty();
        }
        Moment position = Moment.earlier(marked, held);
        return Optional.of(
                open.isEmpty()
                        ? position
                        : Moment.earlier(position, open.peek().receivedAt.minus(RESOLUTION)));
    }

    private boolean isMarked() {
        return marked != Moment.DISTANT_PAST;
    }

    private boolean isHeld() {
        return held != Moment.DISTANT_FUTURE;
    }

    /** Tickets that are kept. */
    int open() {
        return open.size();
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
