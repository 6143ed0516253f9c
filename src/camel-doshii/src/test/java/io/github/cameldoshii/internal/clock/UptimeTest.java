package io.github.cameldoshii.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sleep of a machine, by the time since it was started. */
class UptimeTest {

    private static final long BEGINNING = 5_000_000;

    private long uptime = BEGINNING;
    private long monotonic = 7_000;
    private long wall = 1_700_000_000_000L;
    private int reads;

    private final Uptime sleep = new Uptime(
            () -> {
                reads++;
                return Optional.of(uptime);
            },
            () -> monotonic * 1_000_000,
            () -> wall);

    @Test
    void is_nothing_while_the_machine_is_awake() {
        pass(Duration.ofHours(5));

        assertThat(sleep.soFar()).isZero();
    }

    @Test
    void is_what_the_monotonic_clock_has_missed() {
        sleep(Duration.ofMinutes(7));
        pass(Duration.ofSeconds(3));
        sleep(Duration.ofMinutes(8));

        assertThat(sleep.soFar()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void is_not_taken_from_a_wall_clock_that_is_set() {
        wall += Duration.ofHours(3).toMillis();

        assertThat(sleep.soFar()).isZero();
    }

    @Test
    void is_noticed_at_once_and_else_asked_for_once_a_second_at_most() {
        int before = reads;
        for (int i = 0; i < 1_000; i++) {
            pass(Duration.ofMillis(10));
            sleep.soFar();
        }
        assertThat(reads - before).isLessThanOrEqualTo(10);

        sleep(Duration.ofSeconds(5));
        assertThat(sleep.soFar()).isEqualTo(Duration.ofSeconds(5));
    }

    private void pass(Duration time) {
        monotonic += time.toMillis();
        sleep(time);
    }

    private void sleep(Duration time) {
        uptime += time.toMillis();
        wall += time.toMillis();
    }
}
