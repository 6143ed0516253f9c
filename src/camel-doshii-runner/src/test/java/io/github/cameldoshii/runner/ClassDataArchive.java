package io.github.cameldoshii.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * An archive of the classes of the packaged jar, with which the tests start it in half of the time. The first that comes makes
 * it, and whoever comes meanwhile starts without one.
 */
final class ClassDataArchive {

    private static final Path ARCHIVE = Path.of(System.getProperty("module.directory"), "target", "loaded-classes.jsa");

    private ClassDataArchive() {}

    /** What takes the archive, unless these options are about one themselves. */
    static List<String> options(List<String> others) {
        if (others.stream().anyMatch(option -> option.contains("Archive"))) {
            return List.of();
        }
        try {
            return isThere() || make() ? List.of("-XX:SharedArchiveFile=" + ARCHIVE) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** A JVM refuses an archive of another jar. */
    private static boolean isThere() throws IOException {
        return Files.exists(ARCHIVE)
                && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(RunnerJar.JAR)) > 0;
    }

    private static boolean make() throws IOException, InterruptedException {
        Path lock = ARCHIVE.resolveSibling("loaded-classes.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null && (isThere() || record());
        }
    }

    private static boolean record() throws IOException, InterruptedException {
        Path unfinished = ARCHIVE.resolveSibling("loaded-classes.new");
        Files.deleteIfExists(unfinished);
        Path directory = Files.createTempDirectory(ARCHIVE.getParent(), "loaded-classes");
        try (RunnerJar demo = RunnerJar.start(
                directory,
                Map.of(),
                List.of("-XX:ArchiveClassesAtExit=" + unfinished),
                "demo",
                "--port",
                "0",
                "--duration",
                "1s")) {
            if (demo.exitCode() != 0 || !Files.exists(unfinished)) {
                return false;
            }
        }
        Files.move(unfinished, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}
