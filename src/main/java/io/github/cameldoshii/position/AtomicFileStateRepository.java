package io.github.cameldoshii.position;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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
 *   <li>A lock on a file named {@code .lock} keeps other processes out; for several machines there is
 *       {@link JdbcStateRepository}.
 * </ul>
 *
 * <p>Keys must not hold {@code =} or line feeds, values no line feeds. May be used by any thread between start and stop; a
 * change blocks until it is on the disk. A failed change throws {@link IllegalStateException} and leaves the former state.
 */
public class AtomicFileStateRepository extends ServiceSupport implements StateRepository<String, String> {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFileStateRepository.class);

    private String file = "";

    private final Lock access = new ReentrantLock();

    // Under the lock; the first three are null unless started.
    private FileLease lease;
    private AtomicFile current;
    private AtomicFile backup;
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
            byte[] content = StateFileText.encode(changed);
            // Every key is in the backup: a consumer without a position takes itself for new and asks for nothing.
            backup.write(states.containsKey(key) ? StateFileText.encode(states) : content);
            current.write(content);
            states = changed;
        } catch (IOException e) {
            throw new IllegalStateException("The state file " + file + " cannot be written: " + e, e);
        } finally {
            access.unlock();
        }
    }

    @Override
    protected void doStart() throws Exception {
        if (file.isEmpty()) {
            throw new IllegalArgumentException("The option file of AtomicFileStateRepository is not set");
        }
        Path path = Path.of(file).toAbsolutePath();
        access.lock();
        try {
            FileLease taken = lease(path);
            try {
                states = load(path, beside(path));
            } catch (IOException | RuntimeException e) {
                taken.close();
                throw e;
            }
            current = new AtomicFile(path);
            backup = new AtomicFile(beside(path));
            lease = taken;
        } finally {
            access.unlock();
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

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".bak");
    }

    private static FileLease lease(Path file) throws IOException {
        try {
            Files.createDirectories(file.getParent());
            return FileLease.of(file);
        } catch (IOException e) {
            throw new IOException("The state file " + file + " cannot be used: its folder cannot be written: " + e, e);
        }
    }

    private static Map<String, String> load(Path file, Path backup) throws IOException {
        boolean missing = !Files.exists(file);
        if (missing && !Files.exists(backup)) {
            return Map.of();
        }
        StateFileText.Decoded newest = read(file);
        if (newest instanceof StateFileText.Decoded.Of of) {
            return of.states();
        }
        String why = ((StateFileText.Decoded.Damaged) newest).why();
        StateFileText.Decoded former = read(backup);
        if (former instanceof StateFileText.Decoded.Of of) {
            LOG.warn(
                    "The state file {} cannot be used: {}. The states before its last change are used, of {}",
                    file,
                    why,
                    backup);
            return of.states();
        }
        throw new IllegalStateException("The state file " + file + " cannot be used: " + why + "; nor can " + backup
                + ": " + ((StateFileText.Decoded.Damaged) former).why()
                + ". Restore one of them, or remove both to start without states");
    }

    /** Of or Damaged. */
    private static StateFileText.Decoded read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new StateFileText.Decoded.Damaged("it is missing");
        } catch (IOException e) {
            throw new IOException("The state file " + file + " cannot be read: " + e, e);
        }
        StateFileText.Decoded decoded = StateFileText.decode(bytes);
        if (decoded instanceof StateFileText.Decoded.Newer newer) {
            throw new IllegalStateException("The state file " + file + " has format " + newer.format()
                    + ", which is of a later version of camel-doshii");
        }
        return decoded;
    }
}
