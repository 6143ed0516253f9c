package io.github.cameldoshii.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of the benchmark and its protocol lines. What else it prints goes to a log file. It ends itself when its
 * standard input ends, so none is left when the benchmark is stopped.
 */
final class ChildProcess implements AutoCloseable {

    private static final String END = "";

    private final Path log;
    private final Process process;
    private final PrintWriter in;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    ChildProcess(Path log, List<String> command, Map<String, String> environment) throws IOException {
        this.log = log;
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        in = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        Thread reader = new Thread(this::readLines);
        reader.setDaemon(true);
        reader.start();
    }

    void send(String line) {
        in.println(line);
    }

    /** Waits for the next protocol line, which must be of the given kind, and returns its value. */
    String await(ProtocolLine kind, int seconds) throws IOException, InterruptedException, TimeoutException {
        String line = lines.poll(seconds, TimeUnit.SECONDS);
        if (line == null) {
            throw new TimeoutException("No " + kind + " within " + seconds + " s, see " + log);
        }
        if (!line.startsWith(kind.prefix())) {
            throw new IOException("No " + kind + " but '" + line + "', see " + log);
        }
        return line.substring(kind.prefix().length());
    }

    /** Gives the process time to end by itself, e.g. to write a recording. */
    void awaitEnd(int seconds) throws InterruptedException {
        process.waitFor(seconds, TimeUnit.SECONDS);
    }

    private void readLines() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter rest = new PrintWriter(Files.newBufferedWriter(Path.of(log + ".out")), true)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (ProtocolLine.is(line)) {
                    lines.add(line);
                } else {
                    rest.println(line);
                }
            }
        } catch (IOException e) {
            // Closed by close(), or the process has gone: either way there is no more to read.
        } finally {
            lines.add(END);
        }
    }

    @Override
    public void close() {
        in.close();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
