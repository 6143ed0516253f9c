package io.github.cameldoshii.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the route files that a command line means. */
final class RouteFiles {

    static final String DEFAULT_FOLDER = "routes";

    /** The names of YAML files. */
    static final String YAML = ".*\\.ya?ml";

    private RouteFiles() {}

    /** The files named, in the order named. */
    static List<Path> named(Path directory, List<Path> names) {
        return names.stream()
                .map(name -> directory.resolve(name).normalize())
                .peek(RouteFiles::check)
                .distinct()
                .toList();
    }

    /** The YAML files in the folder {@code routes}, by name. */
    static List<Path> byDefault(Path directory) {
        Path folder = directory.resolve(DEFAULT_FOLDER);
        List<Path> found = Files.isDirectory(folder) ? yamlFiles(folder) : List.of();
        if (found.isEmpty()) {
            throw new Failure(
                    "no route files: " + folder + (Files.isDirectory(folder) ? " has no *.yaml" : " does not exist"),
                    "Name the files:                   run orders.yaml payments.yaml",
                    "or put them into the folder:      " + folder,
                    "or set in application.properties: camel.main.routesIncludePattern=file:my-routes/*.yaml");
        }
        return found;
    }

    /** As Camel names them. */
    static List<String> locations(List<Path> files) {
        return files.stream().map(file -> "file:" + file).toList();
    }

    private static void check(Path file) {
        if (Files.isDirectory(file)) {
            throw new Failure("route file " + file + " is a folder", "Name the files in it: run " + file + "/*.yaml");
        }
        if (!Files.isReadable(file)) {
            throw new Failure("route file " + file + (Files.exists(file) ? " cannot be read" : " does not exist"));
        }
        if (!file.getFileName().toString().matches(YAML)) {
            throw new Failure("route file " + file + " is not YAML", "Its name ends in .yaml or .yml.");
        }
    }

    private static List<Path> yamlFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(YAML))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
