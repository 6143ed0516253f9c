package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop of a Vert.x instance. Each has a Vert.x context of its own, so that connections spread over Vert.x's
 * threads.
 */
public final class VertxEventLoop implements EventLoop {

    private static final long DEPLOY_SECONDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(VertxEventLoop.class);

    private final Vertx vertx;
    private final InstantSource wallClock;
    private final Context context;
    private final String deploymentId;
    private final Thread thread;

    // Owned by the loop's thread. On some machines a reading of the clock costs as much as the parsing of a short
    // message, and hundreds of messages can come in one turn.
    private boolean read;
    private long turnNanos;
    private long turnMillis;

    private VertxEventLoop(Vertx vertx, InstantSource wallClock, Anchor anchor, String deploymentId) {
        this.vertx = vertx;
        this.wallClock = wallClock;
        this.context = anchor.context();
        this.thread = anchor.thread;
        this.deploymentId = deploymentId;
    }

    /**
     * Creates an event loop. Blocks for some milliseconds until it is there, so not to be called on an event loop.
     *
     * @param wallClock what {@link #currentTimeMillis()} reads
     * @throws IllegalStateException if the instance gives none, e.g. because it is closed
     */
    public static VertxEventLoop of(Vertx vertx, InstantSource wallClock) {
        // A deployment is the public way to a context that is not the caller's own.
        Anchor anchor = new Anchor();
        try {
            String id = vertx.deployVerticle(anchor)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(DEPLOY_SECONDS, TimeUnit.SECONDS);
            return new VertxEventLoop(vertx, wallClock, anchor, id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while taking an event loop", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Vert.x gives no event loop", e);
        }
    }

    Vertx vertx() {
        return vertx;
    }

    @Override
    public void execute(Runnable task) {
        try {
            context.runOnContext(ignored -> task.run());
        } catch (RejectedExecutionException e) {
            // A route that is stopped by force may finish an exchange when Vert.x has ended already.
            LOG.debug("The event loop has ended, so a task is not run: {}", e.toString());
        }
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        // Vert.x counts in whole milliseconds and refuses 0; rounded up, so that a timer never fires early.
        long millis = Math.max(1, (delayNanos + 999_999) / 1_000_000);
        long id = vertx.setTimer(millis, ignored -> task.run());
        return () -> vertx.cancelTimer(id);
    }

    @Override
    public long nanoTime() {
        return readOnceInATurn() ? turnNanos : System.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        return readOnceInATurn() ? turnMillis : wallClock.millis();
    }

    /** False where there is no turn: on other threads, and on a loop that is being shut down. */
    private boolean readOnceInATurn() {
        if (Thread.currentThread() != thread) {
            return false;
        }
        if (!read) {
            try {
                context.runOnContext(ignored -> read = false);
            } catch (RejectedExecutionException e) {
                return false;
            }
            turnNanos = System.nanoTime();
            turnMillis = wallClock.millis();
            read = true;
        }
        return true;
    }

    @Override
    public CompletionStage<Void> close() {
        return vertx.undeploy(deploymentId).otherwiseEmpty().toCompletionStage();
    }

    private static final class Anchor extends AbstractVerticle {

        private volatile Thread thread;

        @Override
        public void start() {
            thread = Thread.currentThread();
        }

        Context context() {
            return context;
        }
    }
}
