package io.github.cameldoshii.position;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.spi.StateRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the positions of one consumer under one key. Writes happen on the executor, one after the other, and only the
 * latest: a slow repository delays nobody. Methods may be called from any thread.
 */
public final class PositionStore {

    /** What is stored. */
    public sealed interface Loaded {
        /** A position. */
        record Found(Position position) implements Loaded {}

        /** Nothing: the consumer was never started with this repository. */
        record Nothing() implements Loaded {}

        /** Something that cannot be used, or the repository does not answer. */
        record Unreadable(String why) implements Loaded {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(PositionStore.class);

    private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final StateRepository<String, String> repository;
    private final String key;
    private final Executor executor;
    private final AtomicReference<Position> next = new AtomicReference<>();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean deposed;

    /** The writes so far, chained; replaced under the lock of this object. */
    private CompletableFuture<Void> writes = CompletableFuture.completedFuture(null);

    // Only the running write uses these, and writes do not overlap.
    private Position written;
    private boolean warned;
    private long warnedAt;

    /** @param executor its threads may be blocked for as long as the repository takes */
    public PositionStore(StateRepository<String, String> repository, String key, Executor executor) {
        this.repository = repository;
        this.key = key;
        this.executor = executor;
    }

    /** What is stored; blocks. A repository that fails is {@link Loaded.Unreadable}, never {@link Loaded.Nothing}. */
    public Loaded load() {
        String text;
        try {
            text = repository.getState(key);
        } catch (RuntimeException e) {
            return new Loaded.Unreadable("the state repository does not answer: " + e);
        }
        if (text == null) {
            return new Loaded.Nothing();
        }
        PositionText.Decoded decoded = PositionText.decode(text);
        if (decoded instanceof PositionText.Decoded.Of of) {
            return new Loaded.Found(of.position());
        }
        if (decoded instanceof PositionText.Decoded.Newer newer) {
            return new Loaded.Unreadable(
                    "the stored position has format " + newer.format() + ", which is of a later version");
        }
        return new Loaded.Unreadable(
                "the stored position cannot be used: " + ((PositionText.Decoded.Damaged) decoded).why());
    }

    /** Stores the position when its turn comes; one that is given later takes its place. Never blocks. */
    public void save(Position position) {
        if (next.getAndSet(position) == null) {
            enqueue();
        }
    }

    /**
     * Stores the position and waits for it.
     *
     * @return false if it was not written within the limit
     */
    public boolean saveNow(Position position, Duration limit) {
        next.set(position);
        try {
            long before = failures.get();
            enqueue().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return failures.get() == before;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Writes that have failed. */
    public long failures() {
        return failures.get();
    }

    /** Whether another node has taken over: nothing is written any more. */
    public boolean isDeposed() {
        return deposed;
    }

    private synchronized CompletableFuture<Void> enqueue() {
        try {
            writes = writes.thenRunAsync(this::write, executor);
        } catch (RejectedExecutionException e) {
            writes = CompletableFuture.failedFuture(e);
        }
        return writes;
    }

    private void write() {
        Position position = next.getAndSet(null);
        if (position == null || position.equals(written) || deposed) {
            return;
        }
        try {
            repository.setState(key, PositionText.encode(position));
            written = position;
        } catch (FencedOffException e) {
            deposed = true;
            failures.incrementAndGet();
            LOG.error("Positions are not stored any more: {}", e.getMessage());
        } catch (RuntimeException e) {
            failures.incrementAndGet();
            warn(e);
        }
    }

    private void warn(RuntimeException failure) {
        long now = System.nanoTime();
        if (!warned || now - warnedAt >= WARN_EVERY_NANOS) {
            LOG.warn("A position was not stored, the next one is tried again: {}", failure.toString());
            warned = true;
            warnedAt = now;
        }
    }
}
