package io.github.cameldoshii.position;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the right to use a state file, and waits for it while another uses it: where a process is replaced by the next one,
 * the first may still drain when the second starts.
 */
final class LeaseWait {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFileStateRepository.class);

    private static final long POLL_MILLIS = 100;

    private final String name;
    private final Path lockFile;

    /**
     * @param name the state file as people know it
     * @param lockFile without links
     */
    LeaseWait(String name, Path lockFile) {
        this.name = name;
        this.lockFile = lockFile;
    }

    /**
     * Blocks until the right is taken.
     *
     * @param limit how long to wait; zero not to wait
     * @param end ends the wait when it reaches zero
     * @throws IllegalStateException if it is in use for that long
     * @throws CancellationException if the wait was ended, the JVM is asked to stop, or the thread interrupted
     * @throws IOException if the lock file cannot be made or locked
     */
    StateFileLock take(Duration limit, CountDownLatch end) throws IOException {
        long start = System.nanoTime();
        StateFileLock.Attempt attempt = StateFileLock.attempt(lockFile);
        if (attempt instanceof StateFileLock.Attempt.Taken taken) {
            return taken.lease();
        }
        if (!limit.isZero()) {
            LOG.warn(
                    "The state file {} is in use: {}. Waiting up to {} s for its end",
                    name,
                    by(attempt),
                    seconds(limit));
        }
        EndAtShutdown atShutdown = EndAtShutdown.of(end);
        try (atShutdown) {
            while (attempt instanceof StateFileLock.Attempt.InUse inUse) {
                if (waited(start).compareTo(limit) >= 0) {
                    throw new IllegalStateException("The state file " + name + " is in use: " + inUse.by()
                            + (limit.isZero() ? "" : ". A wait of " + seconds(limit) + " s was not enough")
                            + ". Stop that process, or let this one use another file");
                }
                pause(end);
                attempt = StateFileLock.attempt(lockFile);
            }
        }
        LOG.info("The state file {} is free after {} s", name, seconds(waited(start)));
        return ((StateFileLock.Attempt.Taken) attempt).lease();
    }

    private static String by(StateFileLock.Attempt attempt) {
        return ((StateFileLock.Attempt.InUse) attempt).by();
    }

    private void pause(CountDownLatch end) {
        boolean ended;
        try {
            ended = end.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
        if (ended) {
            throw new CancellationException("A stop was asked for while the start waited for the state file " + name);
        }
    }

    private static Duration waited(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String seconds(Duration time) {
        return time.toSeconds() < 10 ? String.valueOf(time.toMillis() / 1_000.0) : String.valueOf(time.toSeconds());
    }
}
