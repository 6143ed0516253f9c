package io.github.cameldoshii.position;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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

    AtomicFile(Path file) {
        this.file = file;
        this.temporary = file.resolveSibling(file.getFileName() + ".tmp");
    }

    /**
     * Replaces the content; when it returns, the new content is on the disk.
     *
     * @throws IOException if it is not certain that it is
     */
    void write(byte[] content) throws IOException {
        // A file channel would be closed by an interrupt, which is how an executor ends its threads.
        try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory();
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
