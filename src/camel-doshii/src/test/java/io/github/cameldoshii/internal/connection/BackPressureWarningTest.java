package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackPressureWarningTest {

    private final BackPressureWarning hold = new BackPressureWarning();

    private static long second(int second) {
        return Duration.ofSeconds(second).toNanos();
    }

    @Test
    void is_told_after_a_minute_and_each_minute_again() {
        hold.held(true, second(0));
        hold.held(true, second(30));

        assertThat(hold.isDue(second(59))).isFalse();
        assertThat(hold.isDue(second(60))).isTrue();
        assertThat(hold.isDue(second(90))).isFalse();
        assertThat(hold.isDue(second(120))).isTrue();
    }

    @Test
    void is_not_told_of_a_route_that_moves_however_slowly() {
        hold.held(true, second(0));
        hold.held(false, second(50));
        hold.held(true, second(50));

        assertThat(hold.isDue(second(100))).isFalse();
    }

    @Test
    void is_not_told_when_it_is_over() {
        hold.held(true, second(0));
        hold.held(false, second(70));

        assertThat(hold.isDue(second(80))).isFalse();
    }
}
