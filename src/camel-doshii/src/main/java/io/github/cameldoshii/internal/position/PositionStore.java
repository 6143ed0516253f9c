package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.position.FencedException;
import io.github.cameldoshii.position.SharedStateRepository;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
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

    /** A position to write, and whether it, or one that took its place, was written. */
    private record Request(Position position, CompletableFuture<Boolean> outcome) {}

    private static final Logger LOG = LoggerFactory.getLogger(PositionStore.class);

    private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final StateRepository<String, String> repository;
    private final String key;
    private final Executor executor;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicBoolean fenced = new AtomicBoolean();
    private volatile Runnable whenFenced = () -> {};

    // Under the lock of this object.
    private Optional<Request> next = Optional.empty();
    private boolean busy;

    // Only who has made the store busy uses these.
    private Optional<Position> written = Optional.empty();
    private boolean warned;
    private long warnedAt;

    /** @param executor its threads may be blocked for as long as the repository takes */
    public PositionStore(StateRepository<String, String> repository, String key, Executor executor) {
        this.repository = repository;
        this.key = key;
        this.executor = executor;
    }

    /** @param task run once another node has taken over, on any thread; set before anything is stored */
    public void whenFenced(Runnable task) {
        whenFenced = task;
    }

    /** Whether other nodes may take over. */
    public boolean isShared() {
        return repository instanceof SharedStateRepository;
    }

    /** Asks the repository whether another node has taken over; blocks. */
    public OwnershipMonitor.Answer checkOwnership() {
        try {
            if (repository instanceof SharedStateRepository shared) {
                shared.requireOwnership(key);
            }
            return OwnershipMonitor.Answer.OWNED;
        } catch (FencedException e) {
            fence(e);
            return OwnershipMonitor.Answer.LOST;
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("Whether another node has taken over is not known", e);
            return OwnershipMonitor.Answer.UNKNOWN;
        }
    }

    /** What is stored; blocks. A repository that fails is {@link Loaded.Unreadable}, never {@link Loaded.Nothing}. */
    public Loaded load() {
        String text;
        try {
            text = repository.getState(key);
        } catch (RuntimeException | LinkageError e) {
            return new Loaded.Unreadable("the state repository does not answer: " + e);
        }
        if (text == null) {
            return new Loaded.Nothing();
        }
        PositionCodec.Decoded decoded = PositionCodec.decode(text);
        if (decoded instanceof PositionCodec.Decoded.Of of) {
            return new Loaded.Found(of.position());
        }
        if (decoded instanceof PositionCodec.Decoded.Newer newer) {
            return new Loaded.Unreadable(
                    "the stored position has format " + newer.format() + ", which is of a later version");
        }
        return new Loaded.Unreadable(
                "the stored position cannot be used: " + ((PositionCodec.Decoded.Damaged) decoded).why());
    }

    /** Stores the position when its turn comes; one that is given later takes its place. Never blocks. */
    public void save(Position position) {
        request(position);
    }

    /**
     * Stores the position and waits for it.
     *
     * @return whether it, or one that was given later, is stored; false if it is not within the limit
     */
    public boolean saveNow(Position position, Duration limit) {
        try {
            return request(position).get(limit.toMillis(), TimeUnit.MILLISECONDS);
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
    public boolean isFenced() {
        return fenced.get();
    }

    private CompletableFuture<Boolean> request(Position position) {
        CompletableFuture<Boolean> outcome;
        boolean idle;
        synchronized (this) {
            outcome = next.map(Request::outcome).orElseGet(CompletableFuture::new);
            next = Optional.of(new Request(position, outcome));
            idle = !busy;
            busy = true;
        }
        if (idle) {
            begin();
        }
        return outcome;
    }

    private void begin() {
        try {
            executor.execute(() -> writeNext(this::write));
        } catch (RejectedExecutionException e) {
            writeNext(position -> failed(e));
        }
    }

    private void writeNext(Predicate<Position> write) {
        Request request = take();
        boolean done = false;
        try {
            done = write.test(request.position());
        } finally {
            boolean more = more();
            request.outcome().complete(done);
            if (more) {
                begin();
            }
        }
    }

    private synchronized Request take() {
        Request request = next.orElseThrow();
        next = Optional.empty();
        return request;
    }

    private synchronized boolean more() {
        busy = next.isPresent();
        return busy;
    }

    private boolean write(Position position) {
        if (fenced.get()) {
            return false;
        }
        if (written.filter(position::equals).isPresent()) {
            return true;
        }
        try {
            repository.setState(key, PositionCodec.encode(position));
            written = Optional.of(position);
            return true;
        } catch (FencedException e) {
            failures.incrementAndGet();
            fence(e);
            return false;
        } catch (RuntimeException | LinkageError e) {
            // What was in the repository before may not be there any more.
            written = Optional.empty();
            return failed(e);
        }
    }

    private void fence(FencedException why) {
        if (fenced.compareAndSet(false, true)) {
            LOG.error(
                    "Positions are not stored any more, as is right while this node is being replaced: {}",
                    why.getMessage());
            whenFenced.run();
        }
    }

    private boolean failed(Throwable failure) {
        failures.incrementAndGet();
        warn(failure);
        return false;
    }

    private void warn(Throwable failure) {
        long now = System.nanoTime();
        if (!warned || now - warnedAt >= WARN_EVERY_NANOS) {
            LOG.warn("A position was not stored, the next one is tried again: {}", failure.toString());
            warned = true;
            warnedAt = now;
        }
    }
}
