package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final int DRAWS = 20_000;
    private static final long MILLI = 1_000_000;

    private final Random random = new Random(7);

    /** The n-th wait of so many back-offs, in nanoseconds. */
    private LongStream waits(int n, Duration delay, Duration maxDelay) {
        return LongStream.range(0, DRAWS).map(i -> {
            Backoff backoff = new Backoff(delay, maxDelay, random);
            for (int before = 1; before < n; before++) {
                backoff.next();
            }
            return backoff.next();
        });
    }

    @Test
    void the_first_wait_is_drawn_evenly_from_zero_to_the_delay() {
        long[] waits =
                waits(1, Duration.ofSeconds(1), Duration.ofSeconds(60)).sorted().toArray();

        assertThat(waits[waits.length - 1]).isBetween(990 * MILLI, 1_000 * MILLI);
        assertThat(waits[DRAWS / 4]).isBetween(230 * MILLI, 270 * MILLI);
        assertThat(waits[DRAWS / 2]).isBetween(480 * MILLI, 520 * MILLI);
        assertThat(waits[DRAWS * 3 / 4]).isBetween(730 * MILLI, 770 * MILLI);
    }

    @Test
    void each_failure_doubles_the_range() {
        for (int n = 1; n <= 6; n++) {
            long range = Duration.ofSeconds(1L << (n - 1)).toNanos();
            long[] waits = waits(n, Duration.ofSeconds(1), Duration.ofSeconds(60))
                    .sorted()
                    .toArray();

            assertThat(waits[waits.length - 1]).isBetween((long) (range * 0.99), range);
            assertThat(waits[DRAWS / 2]).isBetween((long) (range * 0.48), (long) (range * 0.52));
        }
    }

    @Test
    void the_range_never_exceeds_the_largest_delay() {
        for (int n : new int[] {7, 8, 40, 200}) {
            long longest = waits(n, Duration.ofSeconds(1), Duration.ofSeconds(60))
                    .max()
                    .orElseThrow();
            assertThat(Duration.ofNanos(longest)).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
        }
    }

    @Test
    void no_wait_is_shorter_than_a_tenth_of_a_second() {
        assertThat(waits(1, Duration.ofMillis(1), Duration.ofMillis(5)).distinct())
                .containsExactly(100 * MILLI);
        assertThat(waits(1, Duration.ofSeconds(1), Duration.ofSeconds(60)).min())
                .hasValue(100 * MILLI);
    }

    @Test
    void after_a_reset_the_range_is_the_first_again() {
        for (int i = 0; i < 1_000; i++) {
            Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), random);
            LongStream.range(0, 10).forEach(n -> backoff.next());

            backoff.reset();

            assertThat(backoff.failures()).isZero();
            assertThat(backoff.next()).isLessThanOrEqualTo(1_000 * MILLI);
        }
    }

    @Test
    void a_slow_wait_is_in_the_upper_half_of_the_whole_range() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), random);

        assertThat(LongStream.range(0, DRAWS).map(i -> backoff.slow()).summaryStatistics())
                .satisfies(all -> {
                    assertThat(all.getMin()).isGreaterThanOrEqualTo(30_000 * MILLI);
                    assertThat(all.getMax()).isLessThanOrEqualTo(60_000 * MILLI);
                });
    }

    @Test
    void the_longest_delays_do_not_overflow() {
        Backoff backoff = new Backoff(Duration.ofDays(365), Duration.ofDays(36_500), random);

        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next())
                    .isBetween(100 * MILLI, Duration.ofDays(36_500).toNanos());
        }
    }
}
