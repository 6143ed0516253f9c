package io.github.cameldoshii.position;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to use a file, which one process can have at a time; the end of the process, however it comes, gives it back.
 * The lock file stays: deleting it would let two processes lock two files of one name.
 */
final class FileLease implements AutoCloseable {

    private final FileChannel channel;

    private FileLease(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the right to use the file.
     *
     * @throws IllegalStateException if it is in use
     * @throws IOException if the lock file cannot be made or locked
     */
    static FileLease of(Path file) throws IOException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = lock(channel);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw new IllegalStateException("The state file " + file + " is in use: another process holds the lock on "
                    + lockFile + ". Stop that process, or let this one use another file");
        }
        return new FileLease(channel);
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
