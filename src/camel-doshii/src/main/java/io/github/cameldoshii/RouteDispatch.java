package io.github.cameldoshii;

import io.github.cameldoshii.internal.dispatch.OrderedDispatcher;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queues of a route and the threads that empty them, from the start of its consumer to the stop. Thread-safe. */
final class RouteDispatch {

    private static final Logger LOG = LoggerFactory.getLogger(DoshiiConsumer.class);

    private final String route;
    private final RouteThreads threads;
    private final OrderedDispatcher<QueuedEvent> dispatcher;

    // Written by the thread that stops the consumer, read by others.
    private volatile boolean ended;
    private volatile int abandoned;

    RouteDispatch(String route, RouteThreads threads, OrderedDispatcher<QueuedEvent> dispatcher) {
        this.route = route;
        this.threads = threads;
        this.dispatcher = dispatcher;
    }

    OrderedDispatcher<QueuedEvent> dispatcher() {
        return dispatcher;
    }

    /** Events accepted and not yet finished. */
    int pending() {
        return dispatcher.pending();
    }

    /** How many events were not finished when it was ended. */
    int abandoned() {
        return abandoned;
    }

    boolean isEnded() {
        return ended;
    }

    /** Waits until all that was accepted is finished. */
    void awaitDrained(long millis) {
        try {
            dispatcher.drained().toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Route {}: events that were read were not finished in time", route);
        }
    }

    /** Interrupts what is not finished. */
    void end() {
        int left = dispatcher.pending();
        if (left == 0) {
            threads.end();
        } else {
            LOG.warn("Route {} is stopped by force while {} events are not finished", route, left);
            abandoned = dispatcher.pending();
            dispatcher.abandon();
            threads.endNow();
        }
        ended = true;
    }
}
