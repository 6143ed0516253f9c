package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.position.DeliveryJournal;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at a stop until it is certain of a consumer's last events that no later one of their entities was lost with the
 * connection. Confined to the connection's event loop.
 *
 * @param barrier sends a ping on the connection and runs what it is given when the pong has come
 */
record Settlement(String routeId, DeliveryJournal journal, Clocks clocks, EventLoop loop, Consumer<Runnable> barrier) {

    private static final Logger LOG = LoggerFactory.getLogger(PositionKeeper.class);

    /** So long a stop waits at most; where the clocks agree, 2 s after the last event are enough. */
    static final Duration LIMIT = Duration.ofMillis(3_500);

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(20);

    /** Runs the task as soon as it is certain, and after {@link #LIMIT} at the latest. */
    void await(Runnable settled) {
        await(clocks.monotonicNow().plus(LIMIT), false, settled);
    }

    private void await(MonotonicTime deadline, boolean asked, Runnable settled) {
        if (journal.isSettled() && !journal.awaitsTime()) {
            settled.run();
            return;
        }
        if (!clocks.monotonicNow().isBefore(deadline)) {
            LOG.info(
                    "Route {}: the service has not confirmed the last events within {} ms of the stop; the next start may"
                            + " deliver those of them once more that tell of a change",
                    routeId,
                    LIMIT.toMillis());
            settled.run();
            return;
        }
        boolean ask = !asked && journal.untilSettled().isZero();
        if (ask) {
            // Its pong is the message that settles them.
            barrier.accept(() -> {});
        }
        // Not all the time at once: the connection may end meanwhile, and then there is nothing to wait for.
        loop.schedule(CHECK_INTERVAL.toNanos(), () -> await(deadline, asked || ask, settled));
    }
}
