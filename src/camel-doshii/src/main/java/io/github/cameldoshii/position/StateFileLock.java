package io.github.cameldoshii.position;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The right to use a file, which one process, and one part of it, can have at a time; the end of the process, however it
 * comes, gives it back. The lock file stays: deleting it would let two processes lock two files of one name. One thread at
 * a time.
 *
 * <p>Within a process a system property stands for the lock, as in ActiveMQ's {@code LockFile}: Linux drops the locks that a
 * process has on a file as soon as any part of it closes that file, so a second attempt in this process must not open it.
 */
final class StateFileLock implements AutoCloseable {

    private static final String PROPERTY = StateFileLock.class.getName() + ".";

    /** What an attempt came to. */
    sealed interface Attempt {
        /** It is ours. */
        record Taken(StateFileLock lease) implements Attempt {}

        /** Another has it. */
        record InUse(String by) implements Attempt {}
    }

    private final Path lockFile;
    private FileChannel channel;
    private Optional<Object> identity;

    private StateFileLock(Path lockFile, FileChannel channel, Optional<Object> identity) {
        this.lockFile = lockFile;
        this.channel = channel;
        this.identity = identity;
    }

    /**
     * Takes the right if it is free.
     *
     * @param lockFile without links; its folder must be there
     * @throws IOException if the lock file cannot be made or locked
     */
    static Attempt attempt(Path lockFile) throws IOException {
        if (System.getProperties().putIfAbsent(PROPERTY + lockFile, "held") != null) {
            return new Attempt.InUse("this process itself holds the lock on " + lockFile);
        }
        Optional<StateFileLock> lease = Optional.empty();
        try {
            lease = lock(lockFile);
        } finally {
            if (lease.isEmpty()) {
                System.getProperties().remove(PROPERTY + lockFile);
            }
        }
        return lease.<Attempt>map(Attempt.Taken::new)
                .orElseGet(() -> new Attempt.InUse("another process holds the lock on "
                        + lockFile
                        + LockHolder.of(lockFile).map(holder -> ": " + holder).orElse("")));
    }

    private static Optional<StateFileLock> lock(Path lockFile) throws IOException {
        make(lockFile);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            Optional<Object> identity = identity(lockFile);
            // Who has locked a file that was removed meanwhile has locked nothing.
            locked = lock(channel) && identity.equals(identity(lockFile));
            if (!locked) {
                return Optional.empty();
            }
            LockHolder.thisProcess(channel);
            return Optional.of(new StateFileLock(lockFile, channel, identity));
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static void make(Path lockFile) throws IOException {
        try {
            Files.createFile(lockFile);
        } catch (FileAlreadyExistsException e) {
            // As after every earlier run.
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Device and inode, where there are such things; empty also if there is no file. */
    private static Optional<Object> identity(Path lockFile) throws IOException {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(lockFile, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes sure that the right is still there: it is not when the lock file, or the folder that it is in, was removed or
     * replaced, since others would lock the new one. Then it is taken anew.
     *
     * @return whether it had to be taken anew
     * @throws IOException if another process has it meanwhile, or it cannot be taken
     */
    boolean renewIfLost() throws IOException {
        if (identity.isEmpty() || identity.equals(identity(lockFile))) {
            return false;
        }
        Files.createDirectories(lockFile.getParent());
        Optional<StateFileLock> anew = lock(lockFile);
        if (anew.isEmpty()) {
            throw new IOException("the lock file " + lockFile + " was replaced, and another process holds the new one");
        }
        channel.close();
        channel = anew.get().channel;
        identity = anew.get().identity;
        return true;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            System.getProperties().remove(PROPERTY + lockFile);
        }
    }
}
