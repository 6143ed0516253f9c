package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The position of one consumer: everything it received up to then is finished. Follows the receive watermark, but never
 * passes the oldest event in flight, nor a pin that recovery has set. Confined to the connection's event loop but for {@link
 * Delivery#run()}.
 */
public final class PositionTracker {

    /** What came in the same millisecond as an unfinished event may not be finished either. */
    private static final Duration RESOLUTION = Duration.ofMillis(1);

    /** Finished events behind an unfinished one are removed when there are this many in all. */
    private static final int SWEEP_AT_LEAST = 1024;

    /** Small, because it is mostly empty. */
    private final Deque<Delivery> open = new ArrayDeque<>(1);

    private int sweepAt = SWEEP_AT_LEAST;

    /** In the distant past until something was received. */
    private Moment marked = Moment.DISTANT_PAST;

    /** In the distant future while the position is not pinned. */
    private Moment pinnedAt = Moment.DISTANT_FUTURE;

    /** An event was received. It is a mark too. */
    public Delivery received(Moment at) {
        dropFinished();
        mark(at);
        Delivery event = new Delivery(at);
        open.add(event);
        sweep();
        return event;
    }

    /** Everything that the service sent before then has been received. */
    public void mark(Moment at) {
        marked = Moment.later(marked, at);
    }

    /** The position must not pass this moment until {@link #unpin}; replaces an earlier pin. */
    public void pin(Moment at) {
        pinnedAt = at;
    }

    /** The position must not pass the last mark, nor an earlier pin, until {@link #unpin}. */
    public void pinHere() {
        if (isMarked()) {
            pinnedAt = Moment.earlier(pinnedAt, marked);
        }
    }

    /** The position follows the marks again. */
    public void unpin() {
        pinnedAt = Moment.DISTANT_FUTURE;
    }

    /** Everything received up to then is finished; empty before anything was marked or pinned. */
    public Optional<Moment> position() {
        dropFinished();
        if (!isMarked()) {
            return isPinned() ? Optional.of(pinnedAt) : Optional.empty();
        }
        Moment position = Moment.earlier(marked, pinnedAt);
        return Optional.of(
                open.isEmpty()
                        ? position
                        : Moment.earlier(position, open.peek().receivedAt().minus(RESOLUTION)));
    }

    private boolean isMarked() {
        return marked != Moment.DISTANT_PAST;
    }

    private boolean isPinned() {
        return pinnedAt != Moment.DISTANT_FUTURE;
    }

    /** Events that are remembered. */
    int open() {
        return open.size();
    }

    /** One event that takes for ever must not cost the memory of all that came after it. */
    private void sweep() {
        if (open.size() >= sweepAt) {
            open.removeIf(event -> event.isFinished());
            sweepAt = Math.max(SWEEP_AT_LEAST, 2 * open.size());
        }
    }

    private void dropFinished() {
        while (!open.isEmpty() && open.peek().isFinished()) {
            open.poll();
        }
    }
}
