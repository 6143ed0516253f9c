package io.github.cameldoshii.runner;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The standard output and error of this process, so made that nobody waits for whoever reads them: delivery, heartbeats and
 * the end of the process go on whether the log is read or not.
 */
final class StandardStreams {

    /** Minutes of DEBUG at some lines a second, and little beside the heap of a small container. */
    private static final int CAPACITY = 4 * 1024 * 1024;

    /** How long the end waits for those who read slowly. */
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    /** How long an error waits for the log lines before it, so that the two stay in order where both are read. */
    private static final Duration LONGEST_TURN = Duration.ofMillis(200);

    private final LogFormat format;
    private final NonBlockingOutput out;
    private final NonBlockingOutput err;

    private StandardStreams(LogFormat format) {
        this.format = format;
        this.out = output(new FileOutputStream(FileDescriptor.out), "standard output");
        this.err = output(afterLog(new FileOutputStream(FileDescriptor.err)), "standard error");
    }

    /**
     * Puts them in place of those of the JVM, whatever prints to them, in UTF-8, until the process has ended.
     *
     * @param format of the log, which this adds to
     */
    static void install(LogFormat format) {
        StandardStreams streams = new StandardStreams(format);
        System.setOut(new PrintStream(streams.out, false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(streams.err, false, StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(streams::end, "end of output"));
    }

    private void end() {
        out.flush();
        long lost = out.await(LONGEST_END);
        if (lost > 0) {
            System.err.println(
                    record(lost + " lines of the standard output were not written: they were not read in time"));
        }
        err.flush();
        err.await(LONGEST_END);
    }

    private NonBlockingOutput output(OutputStream target, String name) {
        return new NonBlockingOutput(
                target,
                thread(name),
                CAPACITY,
                lines -> record(lines + " lines are missing here: the " + name + " was not read in time"));
    }

    /** As the log has it, which this cannot go through: it has its place between two lines. */
    private String record(String text) {
        String stamp = RecordLayout.STAMP.format(ZonedDateTime.now());
        String name = StandardStreams.class.getSimpleName();
        return switch (format) {
            case TEXT -> stamp + " WARN  " + name + " - " + text;
            case JSON ->
                String.format(
                        Locale.ROOT,
                        "{\"@timestamp\":\"%s\",\"log.level\":\"WARN\",\"message\":\"%s\",\"log.logger\":\"%s\"}",
                        stamp,
                        text,
                        name);
        };
    }

    private OutputStream afterLog(OutputStream target) {
        return new FilterOutputStream(target) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                StandardStreams.this.out.await(LONGEST_TURN);
                target.write(bytes, offset, length);
            }
        };
    }

    /** A daemon, because it may never come back from its write. */
    private static Executor thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
