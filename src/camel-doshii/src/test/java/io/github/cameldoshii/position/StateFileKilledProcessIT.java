package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another process holds the state file, writes all the time and is killed: nothing that it had written is lost. */
@Timeout(120)
class StateFileKilledProcessIT {

    private static final String KEY = "doshii/live/0/orders";
    private static final int KILLS = 2;
    private static final int WRITES_BEFORE_KILL = 20;

    @TempDir
    private Path folder;

    /** The other process: writes ever higher numbers and prints each when it is written. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            AtomicFileStateRepository repository = new AtomicFileStateRepository(Path.of(arguments[0]));
            repository.start();
            String before = repository.getState(KEY);
            for (long number = before == null ? 1 : Long.parseLong(before) + 1; ; number++) {
                repository.setState(KEY, Long.toString(number));
                System.out.println(number);
            }
        }
    }

    /** The other process: appends ever higher numbers, replaces the text at each tenth, and prints each when it is written. */
    static final class HistoryWriter {
        private HistoryWriter() {}

        public static void main(String[] arguments) {
            AtomicFileStateRepository repository = new AtomicFileStateRepository(Path.of(arguments[0]));
            repository.start();
            String before = repository.readHistory(KEY);
            for (long number = before.isEmpty() ? 1 : last(before) + 1; ; number++) {
                if (number % 10 == 0) {
                    repository.replaceHistory(KEY, number + ".\n");
                } else {
                    repository.appendHistory(KEY, number + ".\n");
                }
                System.out.println(number);
            }
        }
    }

    /** The last number that is whole. */
    private static long last(String history) {
        String whole = history.substring(0, history.lastIndexOf('.'));
        return Long.parseLong(whole.substring(whole.lastIndexOf('\n') + 1));
    }

    @Test
    void a_history_has_all_that_was_appended_before_the_kill() throws Exception {
        Path file = folder.resolve("positions");
        for (int kill = 0; kill < KILLS; kill++) {
            long told = 0;
            Process writer = start(HistoryWriter.class, file);
            try (BufferedReader numbers = writer.inputReader()) {
                for (int i = 0; i < WRITES_BEFORE_KILL; i++) {
                    told = Long.parseLong(numbers.readLine());
                }
                writer.toHandle().destroyForcibly();
                for (String line = numbers.readLine(); line != null; line = numbers.readLine()) {
                    told = line.isEmpty() ? told : Math.max(told, Long.parseLong(line));
                }
            } finally {
                writer.destroyForcibly().waitFor();
            }
            AtomicFileStateRepository repository = new AtomicFileStateRepository(file);
            repository.start();
            String history = repository.readHistory(KEY);
            repository.stop();

            assertThat(last(history)).isBetween(told, told + 1);
            long first = Math.max(1, last(history) / 10 * 10);
            StringBuilder all = new StringBuilder();
            for (long number = first; number <= last(history); number++) {
                all.append(number).append(".\n");
            }
            assertThat(history).startsWith(all);
        }
    }

    @Test
    void keeps_others_out_while_it_lives_and_loses_nothing_when_it_is_killed() throws Exception {
        Path file = folder.resolve("positions");
        long told = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = start(Writer.class, file);
            try (BufferedReader numbers = writer.inputReader()) {
                for (int i = 0; i < WRITES_BEFORE_KILL; i++) {
                    told = Long.parseLong(numbers.readLine());
                }
                AtomicFileStateRepository other = new AtomicFileStateRepository(file);
                other.setLockTimeout(Duration.ZERO);
                assertThatThrownBy(other::start)
                        .hasStackTraceContaining("another process holds the lock on " + file + ".lock");
                // By its handle, because a process that is destroyed by itself closes what it has printed.
                writer.toHandle().destroyForcibly();
                for (String line = numbers.readLine(); line != null; line = numbers.readLine()) {
                    // The last line may be cut; a number that is cut is lower.
                    told = line.isEmpty() ? told : Math.max(told, Long.parseLong(line));
                }
            } finally {
                writer.destroyForcibly().waitFor();
            }
            AtomicFileStateRepository repository = new AtomicFileStateRepository(file);
            repository.start();
            long found = Long.parseLong(repository.getState(KEY));
            repository.stop();
            assertThat(found).isBetween(told, told + 1);
            told = found;
        }
    }

    @Test
    void an_attempt_of_the_same_process_that_fails_lets_no_other_process_in() throws Exception {
        Path file = folder.resolve("positions");
        AtomicFileStateRepository holder = new AtomicFileStateRepository(file);
        holder.start();
        AtomicFileStateRepository other = new AtomicFileStateRepository(file);
        other.setLockTimeout(Duration.ZERO);
        assertThatThrownBy(other::start).hasStackTraceContaining("this process itself holds the lock");

        Process writer = start(Writer.class, file);
        try (BufferedReader printed = writer.inputReader()) {
            CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> readLine(printed));
            assertThatThrownBy(() -> line.get(3, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            holder.setState(KEY, "41");
            holder.stop();
            assertThat(line.get(30, TimeUnit.SECONDS)).isEqualTo("42");
            writer.toHandle().destroyForcibly();
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    /** The other process: its stop waits for the end of its start, as that of Spring Boot does. */
    static final class StopsAfterItsStart {
        private StopsAfterItsStart() {}

        public static void main(String[] arguments) {
            CountDownLatch started = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitUninterruptibly(started)));
            System.out.println("starts");
            try {
                new AtomicFileStateRepository(Path.of(arguments[0])).start();
            } catch (CancellationException e) {
                System.out.println("has ended");
            } finally {
                started.countDown();
            }
        }

        private static void awaitUninterruptibly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void a_process_that_waits_for_the_file_ends_when_it_is_asked_to() throws Exception {
        Path file = folder.resolve("positions");
        AtomicFileStateRepository holder = new AtomicFileStateRepository(file);
        holder.start();

        Process waiting = start(StopsAfterItsStart.class, file);
        try (BufferedReader printed = waiting.inputReader()) {
            assertThat(printed.readLine()).isEqualTo("starts");
            waiting.toHandle().destroy();

            assertThat(waiting.waitFor(30, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            assertThat(printed.readLine()).isEqualTo("has ended");
        } finally {
            waiting.destroyForcibly().waitFor();
            holder.stop();
        }
    }

    private static String readLine(BufferedReader reader) {
        try {
            return reader.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(Class<?> main, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
