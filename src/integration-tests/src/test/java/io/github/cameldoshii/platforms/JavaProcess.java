package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java program of its own, in a folder of its own, whose console is read; it ends with the test. */
final class JavaProcess implements AutoCloseable {

    /** Long enough for a loaded machine; nothing waits for all of it unless it fails. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path console;

    private JavaProcess(Process process, Path console) {
        this.process = process;
        this.console = console;
    }

    /** Starts {@code java arguments...} with these environment variables more. */
    static JavaProcess start(Path directory, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for seconds.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(arguments);
        try {
            Path console = Files.createTempFile(directory, "console", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile());
            builder.environment().putAll(environment);
            return new JavaProcess(builder.start(), console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something like this has been printed, and returns its first group, or all of it if it has none. */
    String awaitPrinted(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(wanted.matcher(printed()).find() || !process.isAlive())
                        .as("printed: %s%n%s", pattern, printed())
                        .isTrue());
        Matcher found = wanted.matcher(printed());
        assertThat(found.find())
                .as("ended without having printed: %s%n%s", pattern, printed())
                .isTrue();
        return found.group(found.groupCount());
    }

    /** Sends SIGTERM and waits for the end. */
    void terminate() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ended in time; it printed:%n%s", printed())
                .isTrue();
        return process.exitValue();
    }

    String printed() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
