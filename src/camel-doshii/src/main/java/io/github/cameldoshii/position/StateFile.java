package io.github.cameldoshii.position;

import io.github.cameldoshii.position.StateFileCodec.Decoded;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of states, its backup and its lock file, each where its links lead. Every failure is an {@link
 * IllegalStateException} that says what stands in the way and what helps. One thread at a time.
 */
final class StateFile {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFileStateRepository.class);

    /** So much more than now must there be room for. */
    private static final int SPARE_BYTES = 4096;

    private static final Set<String> UNIX = Set.of("unix");

    private final String name;
    private final AtomicFile current;
    private final AtomicFile backup;
    private final Path lockFile;

    private StateFile(String name, AtomicFile current, AtomicFile backup, Path lockFile) {
        this.name = name;
        this.current = current;
        this.backup = backup;
        this.lockFile = lockFile;
    }

    /** Follows the links; makes the folders on the way. */
    static StateFile at(Path path) {
        Path absolute = path.toAbsolutePath();
        Path real = realPath(absolute);
        try {
            String name = real.equals(absolute) ? real.toString() : absolute + " (which leads to " + real + ")";
            return at(name, real);
        } catch (IOException e) {
            throw cannotBeWritten(absolute.toString(), absolute.getParent(), e);
        }
    }

    /** Where the path leads, whether or not there is anything. */
    static Path realPath(Path path) {
        Path absolute = path.toAbsolutePath();
        if (absolute.getFileName() == null) {
            throw new IllegalStateException(
                    "The state file " + absolute + " cannot be used: it is a folder; name a file");
        }
        try {
            return RealPath.of(absolute);
        } catch (FileSystemLoopException e) {
            throw new IllegalStateException(
                    "The state file " + absolute + " cannot be used: its links lead in a circle", e);
        } catch (IOException e) {
            throw cannotBeWritten(absolute.toString(), absolute.getParent(), e);
        }
    }

    private static StateFile at(String name, Path real) throws IOException {
        Path backup = RealPath.of(real.resolveSibling(real.getFileName() + ".bak"));
        Path lockFile = RealPath.of(real.resolveSibling(real.getFileName() + ".lock"));
        if (Stream.of(real, backup, lockFile).distinct().count() < 3) {
            throw new IllegalStateException("The state file " + name
                    + " cannot be used: a link makes it, its .bak or its .lock the same file. Remove that link");
        }
        for (Path file : new Path[] {real, backup, lockFile}) {
            try {
                Files.createDirectories(file.getParent());
            } catch (IOException e) {
                throw cannotBeWritten(name, nearest(file.getParent()), e);
            }
        }
        return new StateFile(name, new AtomicFile(real), new AtomicFile(backup), lockFile);
    }

    /** The first folder on the way up that is there. */
    private static Path nearest(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static IllegalStateException cannotBeWritten(String name, Path folder, IOException e) {
        return new IllegalStateException(
                "The state file " + name + " cannot be used: its folder cannot be written"
                        + WriteFailure.inWords(folder, e),
                e);
    }

    /** The file as it was named, and where that leads if it is a link or in one. */
    String name() {
        return name;
    }

    /** Whether it is not where it was named. */
    boolean isLinked() {
        return !name.equals(current.path().toString());
    }

    Path lockFile() {
        return lockFile;
    }

    IllegalStateException cannotBeLocked(IOException e) {
        return cannotBeWritten(name, lockFile.getParent(), e);
    }

    /**
     * Looks at what is there, whoever uses it.
     *
     * @throws IllegalStateException if it could not be replaced
     */
    void check() {
        requireReplaceable(current.path());
        requireReplaceable(backup.path());
        requireOneName();
    }

    /**
     * The states, once it is certain that they can be written too. What is there stays as it is.
     *
     * @throws IllegalStateException if it is there and cannot be used, or cannot be written
     */
    Map<String, String> open() {
        Map<String, String> states = load();
        byte[] content = StateFileCodec.encode(states);
        try {
            current.tryRoom(content.length + SPARE_BYTES);
            if (!backup.path().getParent().equals(current.path().getParent())) {
                backup.tryRoom(content.length + SPARE_BYTES);
            }
        } catch (IOException e) {
            throw cannotBeWritten(name, current.path().getParent(), e);
        }
        try {
            if (decode(current.path()).filter(Decoded.Of.class::isInstance).isPresent()) {
                // The same once more: what forbids to replace the file shows in no other way.
                current.write(content);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The state file " + name + " cannot be used: it cannot be replaced"
                            + WriteFailure.inWords(current.path().getParent(), e),
                    e);
        }
        return states;
    }

    /** Replaces the content of both; when it returns, both are on the disk. */
    void replace(byte[] former, byte[] content) {
        AtomicFile next = backup;
        try {
            next.write(former);
            next = current;
            next.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The state file " + name + " cannot be written"
                            + WriteFailure.inWords(next.path().getParent(), e),
                    e);
        }
    }

    /** The delivery history of the key; empty if there is none. */
    String readHistory(String key) {
        HistoryFile history = HistoryFile.beside(current.path(), key);
        try {
            return history.read();
        } catch (IOException e) {
            throw new IllegalStateException("The history file " + history.path() + " cannot be read: " + e, e);
        }
    }

    /** Adds lines to the delivery history of the key; when it returns, they are on the disk. */
    void appendHistory(String key, String lines) {
        HistoryFile history = HistoryFile.beside(current.path(), key);
        try {
            history.append(lines);
        } catch (IOException e) {
            throw cannotBeWritten(history, e);
        }
    }

    /** Replaces the delivery history of the key; when it returns, it is on the disk. */
    void replaceHistory(String key, String text) {
        HistoryFile history = HistoryFile.beside(current.path(), key);
        try {
            history.replace(text);
        } catch (IOException e) {
            throw cannotBeWritten(history, e);
        }
    }

    private static IllegalStateException cannotBeWritten(HistoryFile history, IOException e) {
        return new IllegalStateException(
                "The history file " + history.path() + " cannot be written"
                        + WriteFailure.inWords(history.path().getParent(), e),
                e);
    }

    private void requireReplaceable(Path file) {
        if (MountPoints.ofProcess().contain(file)) {
            throw new IllegalStateException("The state file " + name + " cannot be used: "
                    + (Files.isDirectory(file)
                            ? file + " is a mounted folder. Name a file in it"
                            : file
                                    + " is mounted as a single file, and no new file can take the place of a mount point, "
                                    + "which is how states are written. Mount the folder that it is in, not the file "
                                    + "(in Kubernetes without subPath), or let this process use a file in a mounted "
                                    + "folder"));
        }
        if (Files.isDirectory(file)) {
            throw new IllegalStateException(
                    "The state file " + name + " cannot be read: " + file + " is a folder. Name a file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    "The state file " + name + " cannot be used: " + file + " is no plain file. Name one that is");
        }
    }

    /** Of a file with two names only one would get the new content, and each would have its own lock. */
    private void requireOneName() {
        Path file = current.path();
        if (names(file) > 1 && !isBackup(file)) {
            throw new IllegalStateException(
                    "The state file " + name + " cannot be used: it has another name, a hard link, "
                            + "which would keep the old states. Use a symbolic link in its place, or make this a file of its "
                            + "own: cp " + file + " " + file + ".new && mv " + file + ".new " + file);
        }
    }

    private boolean isBackup(Path file) {
        try {
            return names(file) == 2 && Files.exists(backup.path()) && Files.isSameFile(file, backup.path());
        } catch (IOException e) {
            return false;
        }
    }

    /** How many names a file has; 1 where that cannot be known. */
    private static int names(Path file) {
        try {
            return Files.exists(file)
                            && file.getFileSystem()
                                    .supportedFileAttributeViews()
                                    .containsAll(UNIX)
                    ? (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                    : 1;
        } catch (IOException e) {
            return 1;
        }
    }

    private Map<String, String> load() {
        Optional<Decoded> newest = read(current.path());
        if (newest.isPresent() && newest.get() instanceof Decoded.Of of) {
            return of.states();
        }
        Optional<Decoded> former = read(backup.path());
        if (newest.isEmpty() && former.isEmpty()) {
            return Map.of();
        }
        if (former.isPresent() && former.get() instanceof Decoded.Of of) {
            LOG.warn(
                    "The state file {} cannot be used: {}. The states before its last change are used, of {}",
                    name,
                    why(newest),
                    backup.path());
            return of.states();
        }
        throw new IllegalStateException("The state file " + name + " cannot be used: " + why(newest) + "; "
                + (former.isPresent()
                        ? "nor can " + backup.path() + ": " + why(former)
                        : "there is no " + backup.path())
                + ". " + remedy(newest.isPresent(), former.isPresent()));
    }

    private static String why(Optional<Decoded> unusable) {
        return unusable.map(decoded -> ((Decoded.Damaged) decoded).why()).orElse("it is missing");
    }

    private String remedy(boolean fileExists, boolean backupExists) {
        boolean both = fileExists && backupExists;
        Path one = fileExists ? current.path() : backup.path();
        return "Restore " + (both ? "one of them" : one) + " from a copy, or remove " + (both ? "both" : one)
                + " to start without states, as on the first day";
    }

    /** Of or Damaged; empty only if there is certainly no file. */
    private Optional<Decoded> read(Path file) {
        Optional<Decoded> decoded;
        try {
            decoded = decode(file);
        } catch (IOException e) {
            throw new IllegalStateException("The state file " + name + " cannot be read: " + e, e);
        }
        if (decoded.isPresent() && decoded.get() instanceof Decoded.Newer newer) {
            throw new IllegalStateException("The state file " + file + " has format " + newer.format()
                    + ", which is of a later version of camel-doshii");
        }
        return decoded;
    }

    private static Optional<Decoded> decode(Path file) throws IOException {
        try {
            return Optional.of(StateFileCodec.decode(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
