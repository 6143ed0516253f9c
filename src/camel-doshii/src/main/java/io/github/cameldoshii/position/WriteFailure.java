package io.github.cameldoshii.position;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Why nothing can be written into a folder, and what helps. */
final class WriteFailure {

    private static final long ROOM = 64 * 1024;
    private static final String TMPFS = "tmpfs";

    private WriteFailure() {}

    /**
     * In words, in brackets the failure itself, then whole sentences. Asks the system, because what failures say is in the
     * language of the system.
     */
    static String inWords(Path folder, IOException failure) {
        return " (" + failure + "). " + hint(folder, failure);
    }

    private static String hint(Path folder, IOException failure) {
        if (!Files.exists(folder)) {
            return "The folder " + folder + " is not there";
        }
        if (!Files.isDirectory(folder)) {
            return folder + " is no folder";
        }
        Optional<String> sizeless = typeWithoutSize(folder);
        if (sizeless.isPresent()) {
            return "The folder " + folder + " is of the file system " + sizeless.get()
                    + ", which has no room for files; name a file in another folder";
        }
        if (MountPoints.ofProcess().isReadOnly(folder)) {
            return "The folder " + folder + " is mounted read-only; mount it writable";
        }
        if (!Files.isWritable(folder)) {
            return "The user " + user() + " may not write in the folder " + folder + "; give that user the right to";
        }
        if (isFull(folder)) {
            return "The file system of the folder " + folder + " is full; make room there";
        }
        return "What is needed is the right to make, replace and remove files in the folder " + folder
                + ", also those that are there, which may belong to another user";
    }

    /** In a container the user may have a number and no name, which Java then calls {@code ?}. */
    private static String user() {
        try {
            return Files.getOwner(Path.of("/proc/self")).getName();
        } catch (IOException e) {
            return System.getProperty("user.name");
        }
    }

    /** The type of a file system that keeps nothing, such as proc; a tmpfs without a limit tells no size either. */
    private static Optional<String> typeWithoutSize(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return store.getTotalSpace() == 0 && !TMPFS.equals(store.type())
                    ? Optional.of(store.type())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isFull(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return store.getTotalSpace() > 0 && store.getUsableSpace() < ROOM;
        } catch (IOException e) {
            return false;
        }
    }
}
