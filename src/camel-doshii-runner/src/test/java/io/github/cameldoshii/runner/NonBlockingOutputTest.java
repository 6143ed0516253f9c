package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NonBlockingOutputTest {

    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final Queue<Runnable> writer = new ArrayDeque<>();
    private boolean closed;

    private final NonBlockingOutput output = new NonBlockingOutput(
            new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    if (closed) {
                        throw new IOException("Broken pipe");
                    }
                    read.write(value);
                }
            },
            writer::add,
            100,
            lines -> lines + " missing");

    private final PrintStream out = new PrintStream(output, false, StandardCharsets.UTF_8);

    @Test
    void every_line_comes_out_whole_and_in_order() {
        print(1, 5);
        out.print("the end of a line");
        out.print(" comes later\nand é");
        out.flush();

        readAll();

        assertThat(read()).isEqualTo(lines(1, 5) + "the end of a line comes later\nand é");
        assertThat(output.await(Duration.ZERO)).isZero();
    }

    @Test
    void who_prints_does_not_wait_and_the_oldest_lines_make_room() {
        // The writer has not run at all, as if it stood still in its first write.
        print(101, 200);

        readAll();

        // 25 lines of 4 bytes fit.
        assertThat(read()).isEqualTo("75 missing\n" + lines(176, 200));
    }

    @Test
    void what_is_missing_is_told_once_where_it_is_missing() {
        print(101, 200);
        readAll();
        print(201, 202);

        readAll();

        assertThat(read()).endsWith("200\n201\n202\n").containsOnlyOnce("missing");
    }

    @Test
    void a_line_of_any_length_comes_out() {
        String line = "x".repeat(1_000) + "\n";
        out.print(line);

        readAll();

        assertThat(read()).isEqualTo(line);
    }

    @Test
    void lines_that_the_target_refuses_are_counted_and_told_when_it_takes_some_again() {
        closed = true;
        print(1, 3);
        readAll();
        assertThat(output.await(Duration.ZERO)).isEqualTo(3);

        closed = false;
        print(4, 4);
        readAll();

        assertThat(read()).isEqualTo("3 missing\n4\n");
        assertThat(output.await(Duration.ZERO)).isZero();
    }

    @Test
    void the_end_waits_no_longer_than_it_may_and_counts_what_is_lost() {
        print(101, 200);

        long began = System.nanoTime();
        long lost = output.await(Duration.ofMillis(50));

        assertThat(lost).isEqualTo(100);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(5));
    }

    private void print(int first, int last) {
        IntStream.rangeClosed(first, last).forEach(number -> out.print(number + "\n"));
    }

    private static String lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> number + "\n")
                .collect(Collectors.joining());
    }

    private void readAll() {
        while (!writer.isEmpty()) {
            writer.remove().run();
        }
    }

    private String read() {
        return read.toString(StandardCharsets.UTF_8);
    }
}
