package io.github.cameldoshii.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

    private final LogThrottle throttle = new LogThrottle();

    private static long at(int seconds) {
        // The monotonic clock may start anywhere, and overflow.
        return Long.MAX_VALUE - 1 + Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void what_repeats_is_due_once_a_minute() {
        assertThat(throttle.isDue("refused", at(0))).isTrue();
        assertThat(throttle.isDue("refused", at(4))).isFalse();
        assertThat(throttle.isDue("refused", at(59))).isFalse();
        assertThat(throttle.isDue("refused", at(60))).isTrue();
        assertThat(throttle.isDue("refused", at(61))).isFalse();
    }

    @Test
    void what_is_new_is_due_at_once() {
        throttle.isDue("refused", at(0));

        assertThat(throttle.isDue("HTTP 503", at(1))).isTrue();
        assertThat(throttle.isDue("refused", at(2))).isTrue();
    }

    @Test
    void after_a_good_time_the_same_is_new() {
        throttle.isDue("refused", at(0));

        throttle.reset();

        assertThat(throttle.isDue("refused", at(1))).isTrue();
    }

    @Test
    void what_is_postponed_is_due_after_a_minute_and_each_minute_again() {
        throttle.postpone("paused", at(0));

        assertThat(throttle.isDue("paused", at(59))).isFalse();
        assertThat(throttle.isDue("paused", at(60))).isTrue();
        assertThat(throttle.isDue("paused", at(90))).isFalse();
        assertThat(throttle.isDue("paused", at(120))).isTrue();
    }
}
