package io.github.cameldoshii.position;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why nothing can be written into a folder, and what helps. */
final class WriteFailure {

    private static final long ROOM = 64 * 1024;

    private WriteFailure() {}

    /** In words, with the failure itself. Asks the system, because what failures say is in the language of the system. */
    static String inWords(Path folder, IOException failure) {
        return failure + hint(folder, failure);
    }

    private static String hint(Path folder, IOException failure) {
        if (failure instanceof FileSystemLoopException) {
            return ". Its links lead in a circle";
        }
        if (!Files.exists(folder)) {
            return ". The folder " + folder + " is not there";
        }
        if (!Files.isDirectory(folder)) {
            return ". " + folder + " is no folder";
        }
        try {
            FileStore store = Files.getFileStore(folder);
            if (store.isReadOnly()) {
                return ". The folder " + folder + " is mounted read-only; mount it writable";
            }
            if (failure instanceof AccessDeniedException || !Files.isWritable(folder)) {
                return ". The user " + System.getProperty("user.name") + " may not write in folder " + folder
                        + "; give it the right to";
            }
            if (store.getUsableSpace() < ROOM) {
                return ". The file system of folder " + folder + " is full; make room there";
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return "";
    }
}
