package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ASettableClockTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final SettableClock clock = new SettableClock(0);

    @Test
    void shows_what_it_was_set_to() {
        clock.set(HOUR);

        assertThat(clock.millis() - System.currentTimeMillis()).isBetween(HOUR - 1_000, HOUR + 1_000);
    }

    @Test
    void tells_our_time_of_what_it_has_shown_also_before_it_was_set() {
        long before = clock.millis();
        clock.set(-HOUR);
        clock.set(25 * HOUR);
        long after = clock.millis();
        clock.set(0);
        long now = System.currentTimeMillis();

        assertThat(clock.ourTime(before, now)).isEqualTo(before);
        assertThat(clock.ourTime(after, now)).isEqualTo(after - 25 * HOUR);
    }

    @Test
    void takes_a_time_of_long_ago_as_it_was_set_when_that_was_told() {
        clock.set(HOUR);

        assertThat(clock.ourTime(clock.millis() - 24 * HOUR, System.currentTimeMillis()))
                .isBetween(System.currentTimeMillis() - 24 * HOUR - 1_000, System.currentTimeMillis() - 24 * HOUR);
    }
}
