package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

    private final LogThrottle reminder = new LogThrottle();

    private static long at(int seconds) {
        // The monotonic clock may start anywhere, and overflow.
        return Long.MAX_VALUE - 1 + Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void what_repeats_is_due_once_a_minute() {
        assertThat(reminder.isDue("refused", at(0))).isTrue();
        assertThat(reminder.isDue("refused", at(4))).isFalse();
        assertThat(reminder.isDue("refused", at(59))).isFalse();
        assertThat(reminder.isDue("refused", at(60))).isTrue();
        assertThat(reminder.isDue("refused", at(61))).isFalse();
    }

    @Test
    void what_is_new_is_due_at_once() {
        reminder.isDue("refused", at(0));

        assertThat(reminder.isDue("HTTP 503", at(1))).isTrue();
        assertThat(reminder.isDue("refused", at(2))).isTrue();
    }

    @Test
    void after_a_good_time_the_same_is_new() {
        reminder.isDue("refused", at(0));

        reminder.reset();

        assertThat(reminder.isDue("refused", at(1))).isTrue();
    }
}
