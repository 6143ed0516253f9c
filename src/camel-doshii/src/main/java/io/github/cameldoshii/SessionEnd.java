package io.github.cameldoshii;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a session at a stop or suspend: it holds back new events, waits until it is certain of those before, and leaves the
 * connection then, while the route may still be at work; what is to be known of it is stored. Thread-safe.
 */
final class SessionEnd {

    /** A little longer than a session takes to be certain. */
    static final long LIMIT_MILLIS = Settlement.LIMIT.toMillis() + 500;

    /** A little more than the connection's own limit for the close handshake. */
    private static final long CLOSE_MILLIS = 2_000;

    /** A repository that takes longer to write is not waited for. */
    private static final Duration STORE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(DoshiiConsumer.class);

    /** Done while no session waits to be certain. */
    private volatile CompletableFuture<Void> certain = CompletableFuture.completedFuture(null);

    /**
     * Begins the end of a session, unless one is under way.
     *
     * @param threads run what may wait for a lock
     */
    void begin(ConsumerSession session, Executor threads) {
        if (certain.isDone()) {
            // An event loop that stands still says nothing.
            CompletableFuture<Void> settled =
                    session.settle().toCompletableFuture().completeOnTimeout(null, LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            // The socket need not wait for what the route still has to do. Not on the event loop, which may not wait
            // for a lock.
            settled.thenRunAsync(session::leave, threads);
            certain = settled;
        }
    }

    /** Whether no session waits to be certain. */
    boolean isCertain() {
        return certain.isDone();
    }

    /** Waits, but not longer than this. */
    boolean isCertainWithin(long millis) {
        try {
            certain.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Leaves the connection, and waits until nothing more arrives, but not long. */
    static void leave(ConsumerSession session, String route) {
        try {
            session.leave().toCompletableFuture().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Route {}: the socket was not closed in time", route);
        }
    }

    /** Stores what the next session has to know, as it is now. */
    static void store(ConsumerSession session, String route) {
        if (!session.store(STORE)) {
            LOG.warn(
                    "Route {}: the position was not stored; the next start asks for a little more than it has to",
                    route);
        }
    }
}
