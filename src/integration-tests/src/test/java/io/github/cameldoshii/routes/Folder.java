package io.github.cameldoshii.routes;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a route has written to a folder; hidden files count too. */
record Folder(Path path) {

    /** The files, by name; empty if there is no such folder. */
    List<Path> files() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        return files().stream().map(file -> file.getFileName().toString()).toList();
    }

    /** The contents of the files whose names end so, by name. */
    List<String> contents(String ending) {
        return files().stream()
                .filter(file -> file.getFileName().toString().endsWith(ending))
                .map(Folder::read)
                .toList();
    }

    /** The lines of one file; none if it is missing. */
    List<String> lines(String name) {
        Path file = path.resolve(name);
        return Files.exists(file) ? read(file).lines().toList() : List.of();
    }

    /** Waits for so many complete files. */
    Folder awaitFiles(int count) {
        await().atMost(ShippedRoutes.PATIENCE)
                .until(() ->
                        names().stream().filter(name -> !name.startsWith(".")).count() == count);
        return this;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
