package io.github.cameldoshii.position;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The file with the delivery history of one key, which grows at its end and is replaced now and then. It is opened for each
 * append, which is once a second at most, so that one that was removed or replaced meanwhile is written all the same. One
 * thread at a time.
 */
final class HistoryFile {

    /** Of the hash of a key: so many that two keys never have the same. */
    private static final int HASH_BYTES = 8;

    private final AtomicFile file;

    private HistoryFile(AtomicFile file) {
        this.file = file;
    }

    /** The one beside the state file, named after it and a hash of the key, which may hold any character. */
    static HistoryFile beside(Path stateFile, String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            String name = stateFile.getFileName() + ".history." + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
            return new HistoryFile(new AtomicFile(stateFile.resolveSibling(name)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    Path path() {
        return file.path();
    }

    /** The text; empty if there is no file. Bytes that are no UTF-8 become replacement characters. */
    String read() throws IOException {
        try {
            return new String(Files.readAllBytes(file.path()), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /**
     * Adds lines, which begin a line of their own whatever a crash has left before them. When it returns they are on the
     * disk.
     *
     * @throws IOException if it is not certain that they are; some of them may be there
     */
    void append(String lines) throws IOException {
        Path path = file.path();
        if (Files.isSymbolicLink(path)) {
            throw new FileSystemException(path.toString(), null, "it is a link");
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            replace(lines);
            return;
        }
        String text = endsInALine() ? lines : "\n" + lines;
        // A file channel would be closed by an interrupt, which is how an executor ends its threads.
        try (FileOutputStream out = new FileOutputStream(path.toFile(), true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
    }

    /** Replaces the text; whatever is interrupted, it is the old or the new one. */
    void replace(String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean endsInALine() throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.path().toFile(), "r")) {
            long length = content.length();
            if (length == 0) {
                return true;
            }
            content.seek(length - 1);
            return content.read() == '\n';
        }
    }
}
