package io.github.cameldoshii.position;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces the whole content of a file so that, whatever is interrupted, the file has either its old or its new content.
 * One thread at a time.
 */
final class AtomicFile {

    private final Path file;
    private final Path temporary;

    /** @param file without links: a link would be replaced, and not what it leads to */
    AtomicFile(Path file) {
        this.file = file;
        this.temporary = file.resolveSibling(file.getFileName() + ".tmp");
    }

    Path path() {
        return file;
    }

    /**
     * Replaces the content; when it returns, the new content is on the disk.
     *
     * @throws IOException if it is not certain that it is
     */
    void write(byte[] content) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(
                    file.toString(), null, "it was replaced by a link while it was in use; a restart follows the link");
        }
        removeRemains();
        try {
            // A file channel would be closed by an interrupt, which is how an executor ends its threads.
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            giveRoomBack(e);
            throw e;
        }
        syncDirectory();
    }

    /**
     * Finds out whether so many bytes can be written beside the file. Leaves nothing behind, whatever is interrupted: where
     * the system allows it the name is gone before the first byte is written.
     *
     * @throws IOException if they cannot
     */
    void tryRoom(int bytes) throws IOException {
        removeRemains();
        try (FileChannel trial = FileChannel.open(
                temporary,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer nothing = ByteBuffer.allocate(bytes);
            while (nothing.hasRemaining()) {
                trial.write(nothing);
            }
            trial.force(true);
        }
    }

    /** What a kill has left. Were it a link, what it leads to would be overwritten. */
    private void removeRemains() throws IOException {
        if (!Files.isDirectory(temporary, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(temporary);
        }
    }

    private void giveRoomBack(IOException failure) {
        try {
            removeRemains();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Without this a crash of the machine may bring the old name back. */
    private void syncDirectory() throws IOException {
        FileChannel directory;
        try {
            directory = FileChannel.open(file.getParent(), StandardOpenOption.READ);
        } catch (IOException e) {
            // Windows opens no directories, and does not need it.
            return;
        }
        try (directory) {
            directory.force(true);
        }
    }
}
