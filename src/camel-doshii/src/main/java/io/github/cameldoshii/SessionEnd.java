package io.github.cameldoshii;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The end of a session at a stop or suspend: it holds back new events, waits until it is certain of those before, and leaves the
 * connection then, while the route may still be at work. Thread-safe.
 */
final class SessionEnd {

    /** A little longer than a session takes to be certain. */
    static final long LIMIT_MILLIS = Settlement.LIMIT.toMillis() + 500;

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
}
