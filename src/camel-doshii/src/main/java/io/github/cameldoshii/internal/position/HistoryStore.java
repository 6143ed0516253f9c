package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.position.FencedException;
import io.github.cameldoshii.position.HistoryLog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the delivery history of one consumer: each part is appended, and now and then the text is written anew without what
 * a later line has replaced. Writes happen on the executor, one after the other; what cannot be written is tried again with the
 * next part. Methods may be called from any thread.
 */
public final class HistoryStore {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryStore.class);

    /** Below this, writing anew would not be worth it. */
    private static final int COMPACT_FROM = 256 * 1024;

    /** What is not written yet may grow to this; then it is given up, and may be delivered again. */
    static final int MAX_UNWRITTEN = 8 * 1024 * 1024;

    private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final HistoryLog log;
    private final String key;
    private final Executor executor;
    private final Duration age;

    // Under the lock of this object.
    private final StringBuilder unwritten = new StringBuilder();
    private CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    private boolean busy;
    private boolean requested;

    // Only who has made the store busy uses these, and load before that.
    private long size;
    private long compactAt = COMPACT_FROM;
    private boolean fenced;
    private boolean warned;
    private long warnedAt;

    /**
     * @param executor its threads may be blocked for as long as the log takes
     * @param age what is older than the newest by more than this is not needed any more
     */
    public HistoryStore(HistoryLog log, String key, Executor executor, Duration age) {
        this.log = log;
        this.key = key;
        this.executor = executor;
        this.age = age;
    }

    /**
     * What former sessions have stored; blocks. What cannot be read is told and left out: it may be delivered again.
     *
     * @param name of the consumer, for the log
     */
    public StoredHistory load(String name) {
        try {
            String text = log.readHistory(key);
            StoredHistory history = StoredHistory.read(text);
            size = text.length();
            if (history.damaged() > 0) {
                LOG.warn(
                        "Route {}: the delivery history is damaged or of a later version: {} parts of it cannot be read, {}"
                                + " entities can. What was delivered in the last time may be delivered once more",
                        name,
                        history.damaged(),
                        history.size());
                compact(history);
            }
            return history;
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "Route {}: the delivery history cannot be read, so what was delivered in the last time may be delivered"
                            + " once more: {}",
                    name,
                    e.toString());
            return StoredHistory.EMPTY;
        }
    }

    /** Stores the lines when their turn comes. Never blocks. */
    public void append(String lines) {
        request(lines);
    }

    /**
     * Waits until everything is stored.
     *
     * @return whether it is; false if it is not within the limit
     */
    public boolean flush(Duration limit) {
        try {
            return request("").get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private CompletableFuture<Boolean> request(String lines) {
        CompletableFuture<Boolean> mine;
        boolean idle;
        boolean tooMuch;
        synchronized (this) {
            tooMuch = unwritten.length() + lines.length() > MAX_UNWRITTEN;
            if (tooMuch) {
                giveUp();
            }
            unwritten.append(lines);
            mine = outcome;
            requested = true;
            idle = !busy;
            busy = true;
        }
        if (tooMuch) {
            warnOfMissing();
        }
        if (idle) {
            begin();
        }
        return mine;
    }

    private void begin() {
        try {
            executor.execute(this::writeNext);
        } catch (RejectedExecutionException e) {
            // The context has stopped: whoever waits does so on a thread of his own, which may block.
            writeNext();
        }
    }

    private void writeNext() {
        CompletableFuture<Boolean> mine;
        String lines;
        synchronized (this) {
            lines = unwritten.toString();
            unwritten.setLength(0);
            requested = false;
            mine = outcome;
            outcome = new CompletableFuture<>();
        }
        boolean done = false;
        try {
            done = lines.isEmpty() || write(StoredHistory.part(lines));
        } finally {
            boolean more;
            boolean tooMuch;
            synchronized (this) {
                tooMuch = !done && !fenced && !keep(lines);
                more = requested;
                busy = more;
            }
            if (tooMuch) {
                warnOfMissing();
            }
            mine.complete(done);
            if (more) {
                begin();
            }
        }
    }

    /** For the next part, if it is not too much. Under the lock. */
    private boolean keep(String lines) {
        unwritten.insert(0, lines);
        boolean fits = unwritten.length() <= MAX_UNWRITTEN;
        if (!fits) {
            giveUp();
        }
        return fits;
    }

    /** Under the lock. */
    private void giveUp() {
        unwritten.setLength(0);
        StoredHistory.missing(unwritten);
    }

    private static void warnOfMissing() {
        LOG.warn(
                "More was delivered than could be noted, so what was delivered in the last time may be delivered once more"
                        + " after a restart");
    }

    private boolean write(String part) {
        if (fenced) {
            return false;
        }
        try {
            log.appendHistory(key, part);
        } catch (FencedException e) {
            // Told by the store of the position, which is refused as well.
            fenced = true;
            return false;
        } catch (RuntimeException | LinkageError e) {
            warn(e);
            return false;
        }
        size += part.length();
        if (size > compactAt) {
            compact();
        }
        return true;
    }

    private void compact() {
        try {
            compact(StoredHistory.read(log.readHistory(key)));
        } catch (RuntimeException | LinkageError e) {
            warn(e);
            // What is appended counts all the same.
            compactAt = 2 * size;
        }
    }

    private void compact(StoredHistory history) {
        String text = history.compact(DeliveryHistory.MAX_ENTITIES, age);
        log.replaceHistory(key, text);
        size = text.length();
        compactAt = Math.max(COMPACT_FROM, 2 * size);
    }

    private void warn(Throwable failure) {
        long now = System.nanoTime();
        if (!warned || now - warnedAt >= WARN_EVERY_NANOS) {
            LOG.warn(
                    "What was delivered could not be noted, so it may be delivered once more after a restart; it is tried"
                            + " again: {}",
                    failure.toString());
            warned = true;
            warnedAt = now;
        }
    }
}
