package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Rate limiter for the requests of one client id: a token bucket for requests per second and a limit of requests in flight,
 * first come, first served. All callers that use a client id share one, because the service limits the client.
 *
 * <p>The service publishes no limit and may suspend credentials that err often (vendor's "error codes" page). A 429 therefore
 * pauses all requests for as long as the service asks and halves both limits; each success raises them a little.
 *
 * <p>Safe for use by any thread; nothing blocks. A future is completed on the thread that made room for it: one that called
 * {@link #acquire} or {@link #release}, or the timer's.
 */
public final class AdaptiveRateLimiter {

    /** Enough for 50 locations with five lists each, some of more than one page, in 7 seconds. */
    public static final int DEFAULT_PER_SECOND = 40;

    /** At 50 ms an answer this is more than the default rate needs, and few connections. */
    public static final int DEFAULT_PARALLEL = 8;

    private static final double SMALLEST_SHARE = 1.0 / 64;
    private static final double SHARE_REGAINED = 1.0 / 50;
    private static final Duration PAUSE_IF_NOT_TOLD = Duration.ofSeconds(1);

    private final double perSecond;
    private final int parallel;
    private final ApiTimer timer;

    private final ReentrantLock lock = new ReentrantLock();

    // All below: under the lock.

    /** Small, because it is mostly empty. */
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>(1);

    private int inFlight;
    private double share = 1;
    private double tokens;
    private long refilledAt;
    private long pausedUntil;
    private boolean wakeUpPlanned;

    public AdaptiveRateLimiter(int perSecond, int parallel, ApiTimer timer) {
        if (perSecond < 1 || parallel < 1) {
            throw new IllegalArgumentException("a request budget needs at least 1 request per second and 1 at once");
        }
        this.perSecond = perSecond;
        this.parallel = parallel;
        this.timer = timer;
        this.tokens = parallel;
        this.refilledAt = timer.nanoTime();
        this.pausedUntil = refilledAt;
    }

    /**
     * Waits for a turn. Each turn must be given back by one call of {@link #release}; one that is cancelled or completed
     * by somebody else before it came must not.
     */
    public CompletableFuture<Void> acquire() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        lock.lock();
        try {
            waiting.add(turn);
        } finally {
            lock.unlock();
        }
        letGo();
        return turn;
    }

    /** Gives a turn back. */
    public void release() {
        lock.lock();
        try {
            inFlight--;
        } finally {
            lock.unlock();
        }
        letGo();
    }

    /** A request went well. */
    public void succeeded() {
        lock.lock();
        try {
            refill();
            share = Math.min(1, share + SHARE_REGAINED);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The service answered 429.
     *
     * @param retryAfter how long it asked to wait; zero if it did not say
     */
    public void rateLimited(Duration retryAfter) {
        lock.lock();
        try {
            refill();
            share = Math.max(SMALLEST_SHARE, share / 2);
            tokens = Math.min(tokens, allowedParallel());
        } finally {
            lock.unlock();
        }
        pause(retryAfter.isZero() ? PAUSE_IF_NOT_TOLD : retryAfter);
    }

    /** Lets no request go for this long, e.g. after a 503 with {@code Retry-After}. */
    public void pause(Duration wait) {
        lock.lock();
        try {
            long until = timer.nanoTime() + wait.toNanos();
            if (until - pausedUntil > 0) {
                pausedUntil = until;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Requests per second at present, at most the configured figure. */
    public double currentPerSecond() {
        lock.lock();
        try {
            return perSecond * share;
        } finally {
            lock.unlock();
        }
    }

    private void letGo() {
        for (CompletableFuture<Void> turn : due()) {
            if (!turn.complete(null)) {
                release();
            }
        }
    }

    private List<CompletableFuture<Void>> due() {
        List<CompletableFuture<Void>> due = new ArrayList<>();
        lock.lock();
        try {
            waiting.removeIf(CompletableFuture::isDone);
            refill();
            boolean paused = pausedUntil - timer.nanoTime() > 0;
            while (!paused && !waiting.isEmpty() && inFlight < allowedParallel() && tokens >= 1) {
                tokens--;
                inFlight++;
                due.add(waiting.remove());
            }
            // A request in flight that ends is a wake-up of its own.
            if (!waiting.isEmpty() && inFlight < allowedParallel() && !wakeUpPlanned) {
                planWakeUp();
            }
        } finally {
            lock.unlock();
        }
        return due;
    }

    private void planWakeUp() {
        try {
            timer.after(untilNext(), this::wakeUp);
            wakeUpPlanned = true;
        } catch (RejectedExecutionException e) {
            // The timer has ended, so nobody would ever be let go: a turn that fails is no turn that came.
            List<CompletableFuture<Void>> stranded = List.copyOf(waiting);
            waiting.clear();
            stranded.forEach(turn -> turn.completeExceptionally(
                    DoshiiApiException.unanswered(ApiErrorKind.CLOSED, "GET", "the request budget has ended")));
        }
    }

    private void wakeUp() {
        lock.lock();
        try {
            wakeUpPlanned = false;
        } finally {
            lock.unlock();
        }
        letGo();
    }

    private Duration untilNext() {
        long pause = pausedUntil - timer.nanoTime();
        long token = (long) Math.ceil(Math.max(0, 1 - tokens) / (perSecond * share) * 1e9);
        return Duration.ofNanos(Math.max(1, Math.max(pause, token)));
    }

    private void refill() {
        long now = timer.nanoTime();
        // The bucket holds no more than may run at once, so that an idle hour is no licence for a burst.
        tokens = Math.min(allowedParallel(), tokens + (now - refilledAt) / 1e9 * perSecond * share);
        refilledAt = now;
    }

    private int allowedParallel() {
        return (int) Math.max(1, Math.round(parallel * share));
    }
}
