package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.runner.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The runner on one of several machines: a process of its own, with a working directory of its own. */
final class Node implements AutoCloseable {

    private static final long END_SECONDS = 60;
    private static final String LEDGER = "ledger";
    private static final String LOG = "log";

    private final Path directory;
    private final Process process;

    private Node(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /**
     * Starts {@code run}.
     *
     * @param directory of the machine; outlives its processes
     * @param properties what application.properties holds
     * @param route what the route file holds; its bean {@code ledger} notes what arrives
     */
    static Node start(Path directory, String properties, String route, Map<String, String> environment) {
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve("application.properties"),
                    properties
                            + """

                            camel.beans.ledger = #class:%s
                            camel.beans.ledger.file = %s
                            """
                                    .formatted(LedgerStep.class.getName(), LEDGER));
            Files.writeString(directory.resolve("route.yaml"), route);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx160m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Runner.class.getName(),
                    "run",
                    "route.yaml"));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve(LOG).toFile()));
            builder.environment().putAll(environment);
            return new Node(directory, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its routes have finished, in this life and those before. */
    List<Line> lines() {
        return Journal.read(directory.resolve(LEDGER));
    }

    /** What it has printed, in this life and those before. */
    String log() {
        try {
            return Files.readString(directory.resolve(LOG));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether anything was finished since then. */
    boolean hasDeliveredSince(long millis) {
        return lines().stream().anyMatch(line -> !line.isAboutConnection() && line.finishedAt() >= millis);
    }

    /** Sends a signal, and returns a time just before that. */
    long signal(String name) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
        return now;
    }

    /** Stops the process where it is, and returns a time when it was: what it has delivered until then it has delivered. */
    long pause() throws IOException, InterruptedException {
        signal("STOP");
        return System.currentTimeMillis();
    }

    /** Kills the process, and returns when it was dead: what it has delivered until then it has delivered. */
    long kill() throws IOException, InterruptedException {
        signal("KILL");
        exitCode();
        return System.currentTimeMillis();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS))
                .as("ended in time; it printed:%n%s", log())
                .isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
