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
 * When to reconcile, from when on, and what its result says about the socket. Confined to the loop but for {@link
 * #inWords()}.
 */
final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryService.class);

    private static final EventLoop.Timer NO_TIMER = () -> {};

    /** A change this old has been told on the socket, if it is told at all. */
    static final Duration SOCKET_LAG = Duration.ofSeconds(10);

    /** A socket that brings some events and not others is dialled anew this seldom: it may be right in what it does. */
    private static final Duration DIAL_AGAIN = Duration.ofHours(1);

    private final Duration interval;
    private final EventLoop loop;
    private final Clocks clocks;
    private final Runnable due;
    private final Consumer<String> deaf;

    private EventLoop.Timer timer = NO_TIMER;
    private boolean begun;
    private Moment coveredTo = Moment.DISTANT_PAST;
    private Moment lastEventAt = Moment.DISTANT_PAST;
    private MonotonicTime dialledAt;
    private boolean isDeaf;
    private volatile String words = "";

    /**
     * @param interval zero for never
     * @param due run when it is time
     * @param deaf told when there is to be a new connection, with the reason
     */
    Reconciliation(Duration interval, EventLoop loop, Clocks clocks, Runnable due, Consumer<String> deaf) {
        this.interval = interval;
        this.loop = loop;
        this.clocks = clocks;
        this.due = due;
        this.deaf = deaf;
        this.dialledAt = clocks.monotonicNow().minus(DIAL_AGAIN);
    }

    /**
     * A connection lives since now. What a former one should have brought and has not is still to be found: the catch-up
     * after it begins where that one ended.
     */
    void connected(Moment now) {
        if (!begun) {
            begun = true;
            coveredTo = now;
        }
        schedule();
    }

    void disconnected() {
        timer.cancel();
        timer = NO_TIMER;
    }

    /** The socket brought an event. */
    void live(Moment now) {
        lastEventAt = now;
    }

    /** From when on to ask, the overlap not taken off. */
    Moment from() {
        return coveredTo;
    }

    /** Until when to ask: later changes may still be on their way through the socket. */
    static Moment to(Moment now) {
        return now.minus(SOCKET_LAG);
    }

    /** Everything up to then was asked for. */
    void covered(Moment to) {
        coveredTo = Moment.later(coveredTo, to);
    }

    /**
     * A reconciliation has ended.
     *
     * @param missed changes that the socket should have brought
     * @param since when the oldest of them was made
     * @param complete whether all was asked for
     */
    void judge(long missed, ServiceTime since, boolean complete) {
        if (missed > 0) {
            words = "the last reconciliation found " + missed + " changes that the socket had not brought";
            isDeaf = clocks.serviceTime(lastEventAt).isBefore(since)
                    || clocks.monotonicNow().since(dialledAt).compareTo(DIAL_AGAIN) >= 0;
            act(missed);
        } else if (complete) {
            words = "";
            isDeaf = false;
        }
    }

    private void act(long missed) {
        if (isDeaf) {
            dialledAt = clocks.monotonicNow();
            LOG.warn(
                    "The socket lives, and has not brought {} changes that it should have: it is dialled anew", missed);
            deaf.accept("the socket had not brought " + missed + " changes that a reconciliation has found");
        } else {
            // Dialling anew has not helped, and the socket is not deaf as such.
            LOG.warn(
                    "The socket has again not brought {} changes, while it brought others; they were recovered. Is the app"
                            + " subscribed to the events of these entities?",
                    missed);
        }
    }

    /** Whether the socket is taken as deaf. */
    boolean isDeaf() {
        return isDeaf;
    }

    /** What the last reconciliation says about the socket; empty if nothing is wrong. Any thread. */
    String inWords() {
        return words;
    }

    private void schedule() {
        timer.cancel();
        if (!interval.isZero()) {
            timer = loop.schedule(interval.toNanos(), () -> {
                schedule();
                due.run();
            });
        }
    }
}
