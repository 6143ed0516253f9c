package io.github.cameldoshii.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final int DRAWS = 20_000;
    private static final long MILLI = 1_000_000;

    private final Random random = new Random(7);
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), random);

    private long[] waits(int doublings) {
        return LongStream.range(0, DRAWS)
                .map(i -> backoff.wait(doublings).toNanos())
                .sorted()
                .toArray();
    }

    @Test
    void the_first_wait_is_drawn_evenly_from_zero_to_the_delay() {
        long[] waits = waits(0);

        assertThat(waits[0]).isBetween(0L, 10 * MILLI);
        assertThat(waits[DRAWS - 1]).isBetween(990 * MILLI, 1_000 * MILLI);
        assertThat(waits[DRAWS / 4]).isBetween(230 * MILLI, 270 * MILLI);
        assertThat(waits[DRAWS / 2]).isBetween(480 * MILLI, 520 * MILLI);
        assertThat(waits[DRAWS * 3 / 4]).isBetween(730 * MILLI, 770 * MILLI);
    }

    @Test
    void each_failure_doubles_the_range() {
        for (int n = 0; n < 6; n++) {
            long range = Duration.ofSeconds(1L << n).toNanos();
            long[] waits = waits(n);

            assertThat(backoff.bound(n)).isEqualTo(Duration.ofNanos(range));
            assertThat(waits[DRAWS - 1]).isBetween((long) (range * 0.99), range);
            assertThat(waits[DRAWS / 2]).isBetween((long) (range * 0.48), (long) (range * 0.52));
        }
    }

    @Test
    void the_range_never_exceeds_the_largest_delay() {
        for (int n : new int[] {6, 7, 39, 199, Integer.MAX_VALUE}) {
            assertThat(Duration.ofNanos(waits(n)[DRAWS - 1])).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
        }
    }

    @Test
    void the_upper_half_of_a_limit_is_from_its_middle_to_its_end() {
        assertThat(LongStream.range(0, DRAWS)
                        .map(i -> backoff.upperHalf(Duration.ofSeconds(60)).toNanos())
                        .summaryStatistics())
                .satisfies(all -> {
                    assertThat(all.getMin()).isBetween(30_000 * MILLI, 30_100 * MILLI);
                    assertThat(all.getMax()).isBetween(59_900 * MILLI, 60_000 * MILLI);
                });
    }

    @Test
    void jitter_adds_up_to_the_delay() {
        assertThat(LongStream.range(0, DRAWS)
                        .map(i -> backoff.withJitter(Duration.ofSeconds(120)).toNanos())
                        .summaryStatistics())
                .satisfies(all -> {
                    assertThat(all.getMin()).isBetween(120_000 * MILLI, 120_010 * MILLI);
                    assertThat(all.getMax()).isBetween(120_990 * MILLI, 121_000 * MILLI);
                });
    }

    @Test
    void the_longest_delays_do_not_overflow() {
        Backoff years = new Backoff(Duration.ofDays(365), Duration.ofDays(36_500), random);

        for (int i = 0; i < 100; i++) {
            assertThat(years.wait(i)).isBetween(Duration.ZERO, Duration.ofDays(36_500));
        }
    }

    @Test
    void figures_that_make_no_sense_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), random));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(-2), Duration.ofSeconds(1), random));
    }
}
