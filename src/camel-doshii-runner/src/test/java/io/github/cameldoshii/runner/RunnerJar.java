package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar as a process of its own, in a folder of its own; ended with the test. */
public final class RunnerJar implements AutoCloseable {

    static final Path JAR = Path.of("target", "camel-doshii-runner.jar").toAbsolutePath();

    /** The variable of the port of health and metrics. */
    static final String MANAGEMENT_PORT = "CAMEL_MANAGEMENT_PORT";

    private static final Duration START = Duration.ofSeconds(60);
    private static final long END_SECONDS = 60;

    private static final List<String> WITH_DEFAULT_SIGNALS = withDefaultSignals();

    private final Process process;
    private final Path log;

    private RunnerJar(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** What a build that runs in the background ignores, its children would ignore as well; not every env can help it. */
    private static List<String> withDefaultSignals() {
        List<String> prefix = List.of("env", "--default-signal=HUP,INT,QUIT,TERM");
        try {
            List<String> trial = new ArrayList<>(prefix);
            trial.add("true");
            boolean works = new ProcessBuilder(trial)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
            return works ? prefix : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /**
     * Starts {@code java [options] -jar runner.jar arguments...}; what it prints goes to one file.
     *
     * @param environment added to that of the test; what is empty is not set
     */
    public static RunnerJar start(
            Path directory, Map<String, String> environment, List<String> options, String... arguments) {
        return start(directory, environment, options, true, arguments);
    }

    /** As {@link #start}, but what it prints goes to two pipes that nobody reads, unless {@link #pipe()} does. */
    static RunnerJar startUnread(Path directory, Map<String, String> environment, String... arguments) {
        return start(directory, environment, List.of(), false, arguments);
    }

    private static RunnerJar start(
            Path directory, Map<String, String> environment, List<String> options, boolean read, String... arguments) {
        List<String> command = new ArrayList<>(WITH_DEFAULT_SIGNALS);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(ClassDataArchive.options(options));
        command.addAll(options);
        command.add("-jar");
        command.add(JAR.toString());
        command.addAll(List.of(arguments));
        try {
            Path log = Files.createTempFile(directory, "run", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            if (read) {
                builder.redirectErrorStream(true).redirectOutput(log.toFile());
            }
            takePort(builder);
            builder.environment().putAll(environment);
            builder.environment().values().removeIf(String::isEmpty);
            return new RunnerJar(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #start}, in a terminal of its own, by the program {@code script}. */
    static RunnerJar startInTerminal(Path directory, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = String.join(" ", WITH_DEFAULT_SIGNALS) + " " + java + " -XX:TieredStopAtLevel=1 -jar " + JAR
                + " " + String.join(" ", arguments);
        try {
            Path log = Files.createTempFile(directory, "run", ".log");
            ProcessBuilder builder = new ProcessBuilder("script", "-qefc", command, "/dev/null")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            takePort(builder);
            return new RunnerJar(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of its own for health and metrics: several that start at the same time would take the usual one from each other. */
    private static void takePort(ProcessBuilder builder) {
        builder.environment().put(MANAGEMENT_PORT, Integer.toString(FreePort.next()));
    }

    static RunnerJar start(Path directory, String... arguments) {
        return start(directory, Map.of(), List.of(), arguments);
    }

    /** Waits until this text has been printed. */
    public RunnerJar awaitOutput(String text) {
        await().atMost(START).untilAsserted(() -> assertThat(output()).contains(text));
        return this;
    }

    /** The standard output of a process that was started unread. */
    InputStream pipe() {
        return process.getInputStream();
    }

    /** Sends a signal: HUP, TERM, ... */
    void signal(String name) throws IOException, InterruptedException {
        kill(name, process.toHandle());
    }

    /** Sends a signal twice to the program in a terminal, at once: after the first it may soon have ended. */
    void signalProgramTwice(String name) throws IOException, InterruptedException {
        ProcessHandle program = process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
        kill(name, program, program);
    }

    private static void kill(String name, ProcessHandle... targets) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        for (ProcessHandle target : targets) {
            command.add(Long.toString(target.pid()));
        }
        Process kill = new ProcessBuilder(command).start();
        assertThat(kill.waitFor()).isZero();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What a SIGTERM ends with. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS))
                .as("ended in time; it printed:%n%s", output())
                .isTrue();
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
