package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReconnectPolicyTest {

    private static final int DRAWS = 20_000;
    private static final CloseCause CUT = new CloseCause(CloseCause.ABNORMAL, "cut");

    private final Random random = new Random(7);
    private final ReconnectPolicy policy = policy(Duration.ofSeconds(1), Duration.ofSeconds(60));

    private ReconnectPolicy policy(Duration delay, Duration maxDelay) {
        return new ReconnectPolicy(ConnectionUnderTest.reconnecting(delay, maxDelay), random);
    }

    private static Duration cut(ReconnectPolicy policy) {
        return Duration.ofNanos(policy.after(CUT, false).waitNanos());
    }

    /** The longest of many n-th waits. */
    private Duration longest(int n) {
        return Duration.ofNanos(LongStream.range(0, DRAWS)
                .map(i -> {
                    ReconnectPolicy fresh = policy(Duration.ofSeconds(1), Duration.ofSeconds(60));
                    for (int before = 1; before < n; before++) {
                        cut(fresh);
                    }
                    return cut(fresh).toNanos();
                })
                .max()
                .orElseThrow());
    }

    @Test
    void each_failure_doubles_the_range_up_to_the_largest_delay() {
        for (int n = 1; n <= 6; n++) {
            Duration range = Duration.ofSeconds(1L << (n - 1));
            assertThat(longest(n)).isBetween(range.multipliedBy(99).dividedBy(100), range);
        }
        assertThat(longest(7)).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
        assertThat(longest(40)).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
    }

    @Test
    void no_wait_is_shorter_than_a_tenth_of_a_second() {
        ReconnectPolicy hasty = policy(Duration.ofMillis(1), Duration.ofMillis(5));
        for (int i = 0; i < 1_000; i++) {
            assertThat(cut(hasty)).isEqualTo(Duration.ofMillis(100));
        }
        assertThat(LongStream.range(0, DRAWS)
                        .map(i -> cut(policy(Duration.ofSeconds(1), Duration.ofSeconds(60)))
                                .toNanos())
                        .min())
                .hasValue(Duration.ofMillis(100).toNanos());
    }

    @Test
    void after_a_stable_session_the_range_is_the_first_again() {
        for (int i = 0; i < 1_000; i++) {
            LongStream.range(0, 10).forEach(n -> cut(policy));
            assertThat(policy.failures()).isGreaterThanOrEqualTo(10);

            assertThat(Duration.ofNanos(policy.after(CUT, true).waitNanos()))
                    .isLessThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(policy.failures()).isEqualTo(1);
        }
    }

    @Test
    void after_an_unexpected_response_the_wait_is_in_the_upper_half_of_the_whole_range() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(Duration.ofNanos(policy.after(new ConnectFailure.UnexpectedResponse(404, "no WebSocket"))
                            .waitNanos()))
                    .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        }
    }

    @Test
    void the_longest_delays_do_not_overflow() {
        ReconnectPolicy years = policy(Duration.ofDays(365), Duration.ofDays(36_500));

        for (int i = 0; i < 100; i++) {
            assertThat(cut(years)).isBetween(Duration.ofMillis(100), Duration.ofDays(36_500));
        }
    }
}
