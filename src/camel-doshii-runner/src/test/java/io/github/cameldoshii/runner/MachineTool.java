package io.github.cameldoshii.runner;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that a test needs and Maven cannot bring. Where it is missing, a CI that runs as root on Debian fetches it; on any
 * other machine nothing is installed.
 */
public final class MachineTool {

    private static final long FETCH_MINUTES = 5;

    private MachineTool() {}

    /** The one that an environment variable names, or the first of these names on the path. */
    public static Optional<Path> find(String variable, List<String> names) {
        if (isNamed(variable)) {
            return Optional.of(Path.of(System.getenv(variable))).filter(Files::isExecutable);
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isNamed(String variable) {
        return !System.getenv().getOrDefault(variable, "").isEmpty();
    }

    public static boolean isCi() {
        return "true".equals(System.getenv("CI"));
    }

    /** Lets a shell fetch it, where that is allowed; whether it has, the caller sees by looking again. */
    public static void fetch(String variable, String command) {
        boolean allowed = isCi()
                && !isNamed(variable)
                && "root".equals(System.getProperty("user.name"))
                && Files.isExecutable(Path.of("/usr/bin/apt-get"));
        if (!allowed) {
            return;
        }
        try {
            Process process =
                    new ProcessBuilder("sh", "-c", command).inheritIO().start();
            if (!process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            System.err.println("A program could not be fetched: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
