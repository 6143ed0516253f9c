package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceTime;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schedules reconciliations and evaluates their results. A socket that answers heartbeats may still deliver no events: if a
 * scan finds changes that the socket should have delivered, the stream is stale and the connection is replaced. Confined to
 * the event loop, except {@link #describe()}.
 */
final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    private static final EventLoop.Timer NO_TIMER = () -> {};

    /** A change that is older than this has been delivered by the socket, if it ever is. */
    static final Duration SOCKET_DELAY = Duration.ofSeconds(10);

    /** Minimum time between two reconnects while the socket delivers some events and not others, which may be right. */
    private static final Duration RECONNECT_INTERVAL = Duration.ofHours(1);

    private final Duration interval;
    private final EventLoop loop;
    private final Clocks clocks;
    private final Runnable reconcile;
    private final Consumer<String> reconnect;

    private EventLoop.Timer timer = NO_TIMER;
    private boolean begun;
    private Moment reconciledUntil = Moment.DISTANT_PAST;
    private Moment lastEventAt = Moment.DISTANT_PAST;
    private MonotonicTime reconnectedAt;
    private boolean streamStale;
    private volatile String description = "";

    /**
     * @param interval zero for never
     * @param reconcile run when a reconciliation is due
     * @param reconnect run with the reason when the connection is to be replaced
     */
    Reconciliation(Duration interval, EventLoop loop, Clocks clocks, Runnable reconcile, Consumer<String> reconnect) {
        this.interval = interval;
        this.loop = loop;
        this.clocks = clocks;
        this.reconcile = reconcile;
        this.reconnect = reconnect;
        this.reconnectedAt = clocks.monotonicNow().minus(RECONNECT_INTERVAL);
    }

    /**
     * A connection is established. The window continues over connections: the catch-up begins where the previous connection
     * ended, and would never find what that one failed to deliver.
     */
    void connected(Moment now) {
        if (!begun) {
            begun = true;
            reconciledUntil = now;
        }
        schedule();
    }

    void disconnected() {
        timer.cancel();
        timer = NO_TIMER;
    }

    /** The socket delivered an event. */
    void onLiveEvent(Moment now) {
        lastEventAt = now;
    }

    /** The begin of the next window, the overlap not subtracted. */
    Moment from() {
        return reconciledUntil;
    }

    /** The end of a window: the events of later changes may still be on their way through the socket. */
    static Moment to(Moment now) {
        return now.minus(SOCKET_DELAY);
    }

    /** Every list has been read up to this moment. */
    void reconciledUntil(Moment to) {
        reconciledUntil = Moment.later(reconciledUntil, to);
    }

    /**
     * Evaluates a reconciliation that has ended.
     *
     * @param missed changes that the socket should have delivered
     * @param since when the oldest of them was made
     * @param complete whether every list was read
     */
    void evaluate(long missed, ServiceTime since, boolean complete) {
        if (missed > 0) {
            description = "the last reconciliation found " + missed + " changes that the socket had not brought";
            streamStale = clocks.serviceTime(lastEventAt).isBefore(since)
                    || clocks.monotonicNow().since(reconnectedAt).compareTo(RECONNECT_INTERVAL) >= 0;
            act(missed);
        } else if (complete) {
            description = "";
            streamStale = false;
        }
    }

    private void act(long missed) {
        if (streamStale) {
            reconnectedAt = clocks.monotonicNow();
            LOG.warn("Stream stale: connected, but {} changes were not delivered. Reconnecting", missed);
            reconnect.accept("the socket had not brought " + missed + " changes that a reconciliation has found");
        } else {
            // A reconnect has not helped, and the socket does deliver other events.
            LOG.warn(
                    "Reconciliation recovered {} changes that were again not delivered, while other events were. Is the app"
                            + " subscribed to the events of these entities?",
                    missed);
        }
    }

    /** Whether the last reconciliation found the stream stale. */
    boolean isStreamStale() {
        return streamStale;
    }

    /** What the last reconciliation found missing, for people; empty if nothing. Any thread. */
    String describe() {
        return description;
    }

    private void schedule() {
        timer.cancel();
        if (!interval.isZero()) {
            timer = loop.schedule(interval.toNanos(), () -> {
                schedule();
                reconcile.run();
            });
        }
    }
}
