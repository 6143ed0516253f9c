package io.github.cameldoshii.position;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps states in one small file that survives a kill of the process and a crash of the machine at any moment.
 *
 * <p>Camel's own {@code FileStateRepository} does not promise that: it appends to its file in four pieces, does not ask
 * the operating system to write it to the disk, cuts the file to nothing before it writes it anew at every stop, and
 * takes a line that was cut for a state. Here each change writes a new file, forces it to the disk and renames it, so
 * that there is always a whole one. That costs some milliseconds for each change, which is much for a state per message
 * and nothing for a position per heartbeat.
 *
 * <ul>
 *   <li>The file has a checksum. Its former content is kept beside it, named {@code .bak}. If the file is damaged or
 *       missing and that one is sound, that one is used and a warning tells so. To start anew, remove both.
 *   <li>If neither file is there, there are no states. If none is sound, or one is of a later version, the start fails
 *       and says which; nothing is overwritten.
 *   <li>A lock on a file named {@code .lock} keeps other processes out, and other repositories of this one; for several
 *       machines there is {@link JdbcStateRepository}. A start waits for the lock, up to {@code lockTimeout}, and reads
 *       the file when it has it: so it goes on where the process before it has ended.
 *   <li>Symbolic links are followed at start, also those whose target is not there yet: the real file is written, and the
 *       other files are beside it. A file that cannot be replaced, such as one that is mounted as a single file or has
 *       hard links, is refused at start, and so is a folder that cannot be written or has no room.
 *   <li>The delivery history of each key is in a file of its own beside the state file, named {@code .history.} and the
 *       first 16 hexadecimal digits of the SHA-256 of the key. It grows at its end, is forced to the disk with each append,
 *       and is replaced as the state file is. It has no backup, and its damage never stands in the way of a start: a
 *       consumer then delivers again what it says. That of a key which is no longer used may be removed.
 * </ul>
 *
 * <p>Keys must not hold {@code =} or line feeds, values no line feeds. May be used by any thread between start and stop; a
 * change blocks until it is on the disk. A failed change throws {@link IllegalStateException} and leaves the former state.
 */
public class AtomicFileStateRepository extends ServiceSupport implements StateRepository<String, String>, HistoryLog {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFileStateRepository.class);

    /** A little longer than the minute that containers are usually given to stop. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(70);

    // Set before the start.
    private String file = "";
    private Duration lockTimeout = LOCK_TIMEOUT;

    /** Zero when no start may wait any more. */
    private final CountDownLatch waiting = new CountDownLatch(1);

    private final Lock access = new ReentrantLock();

    // Under the lock; the first two are null unless started.
    private StateFileLock lease;
    private StateFile stateFile;
    private Map<String, String> states = Map.of();

    public AtomicFileStateRepository() {}

    public AtomicFileStateRepository(Path file) {
        this.file = file.toString();
    }

    public String getFile() {
        return file;
    }

    /** The file to keep states in; folders on the way to it are made. Required. */
    public void setFile(String file) {
        this.file = file;
    }

    public Duration getLockTimeout() {
        return lockTimeout;
    }

    /**
     * How long a start waits while another process uses the file, such as one that this one replaces and that still
     * drains. Default: 70s; 0 fails at once.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void setLockTimeout(Duration lockTimeout) {
        if (lockTimeout.isNegative()) {
            throw new IllegalArgumentException("lockTimeout is " + lockTimeout + "; it must be 0 or more");
        }
        this.lockTimeout = lockTimeout;
    }

    /**
     * Ends a start that waits for the lock, and every later wait, at once: the start then fails with
     * {@link java.util.concurrent.CancellationException}. For a process that is asked to stop while it starts. Any thread.
     */
    public void stopWaiting() {
        waiting.countDown();
    }

    @Override
    public String getState(String key) {
        access.lock();
        try {
            requireStarted();
            return states.get(key);
        } finally {
            access.unlock();
        }
    }

    @Override
    public void setState(String key, String value) {
        access.lock();
        try {
            requireStarted();
            if (value.equals(states.get(key))) {
                return;
            }
            Map<String, String> changed = new TreeMap<>(states);
            changed.put(key, value);
            byte[] content = StateFileCodec.encode(changed);
            keepLease();
            // Every key is in the backup: a consumer without a position takes itself for new and asks for nothing.
            stateFile.replace(states.containsKey(key) ? StateFileCodec.encode(states) : content, content);
            states = changed;
        } finally {
            access.unlock();
        }
    }

    /** @throws IllegalStateException if the file is there and cannot be read */
    @Override
    public String readHistory(String key) {
        access.lock();
        try {
            requireStarted();
            return stateFile.readHistory(key);
        } finally {
            access.unlock();
        }
    }

    @Override
    public void appendHistory(String key, String lines) {
        access.lock();
        try {
            requireStarted();
            keepLease();
            stateFile.appendHistory(key, lines);
        } finally {
            access.unlock();
        }
    }

    @Override
    public void replaceHistory(String key, String text) {
        access.lock();
        try {
            requireStarted();
            keepLease();
            stateFile.replaceHistory(key, text);
        } finally {
            access.unlock();
        }
    }

    /**
     * Where the file is when every link on the way to it is followed, as things are now; it need not be there.
     *
     * @throws IllegalStateException if the links lead in a circle or cannot be read
     */
    public Path realFile() {
        return StateFile.realPath(Path.of(file));
    }

    @Override
    protected void doStart() throws Exception {
        if (file.isBlank()) {
            throw new IllegalArgumentException("The option file of AtomicFileStateRepository is not set");
        }
        StateFile found = StateFile.at(Path.of(file));
        found.check();
        // Before the lock of this object: it may take a minute.
        StateFileLock taken = lease(found);
        if (found.isLinked()) {
            LOG.info("States are kept in {}", found.name());
        }
        access.lock();
        try {
            states = found.open();
            stateFile = found;
            lease = taken;
        } finally {
            access.unlock();
            if (lease == null) {
                taken.close();
            }
        }
    }

    @Override
    protected void doStop() throws Exception {
        access.lock();
        try {
            if (lease != null) {
                lease.close();
                lease = null;
            }
        } finally {
            access.unlock();
        }
    }

    private void requireStarted() {
        if (lease == null) {
            throw new IllegalStateException("The state repository of file " + file + " is not started");
        }
    }

    private StateFileLock lease(StateFile found) {
        try {
            return new LeaseWait(found.name(), found.lockFile()).take(lockTimeout, waiting);
        } catch (IOException e) {
            throw found.cannotBeLocked(e);
        }
    }

    private void keepLease() {
        try {
            if (lease.renewIfLost()) {
                LOG.warn(
                        "The lock file of the state file {} was removed or replaced, or its folder was; it is locked anew",
                        stateFile.name());
            }
        } catch (IOException e) {
            throw new IllegalStateException("The state file " + stateFile.name() + " cannot be written: " + e, e);
        }
    }
}
