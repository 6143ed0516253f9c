package io.github.cameldoshii.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.config.Configurator;

/** Runs commands in this JVM, in a folder of their own, and keeps what they print. */
final class CommandLineUnderTest implements AutoCloseable {

    private final Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Bytes of the output that {@link #nextLines} has given. */
    private int read;

    CommandLineUnderTest(Path directory) {
        this.directory = directory;
    }

    /** Writes a file into the working directory; folders in its name are made. */
    CommandLineUnderTest file(String name, String content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one command to its end and returns its exit code. */
    int run(String... arguments) {
        return Runner.execute(new Terminal(stream(out), stream(err), directory), arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The whole lines that were printed since the last call: a long output is read once only. */
    String nextLines() {
        byte[] all = out.toByteArray();
        int end = all.length;
        while (end > read && all[end - 1] != '\n') {
            end--;
        }
        String lines = new String(all, read, end - read, StandardCharsets.UTF_8);
        read = end;
        return lines;
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Gives the log back to the other tests of this JVM. */
    @Override
    public void close() {
        Configurator.reconfigure();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
