package io.github.cameldoshii.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class ServiceClockTest {

    private static final Instant START = Instant.parse("2026-11-24T01:00:00.400Z");

    private final ManualWallClock local = new ManualWallClock(START);
    private final ServiceClock clock = new ServiceClock(local);

    @Test
    void is_the_local_clock_until_an_answer_was_seen() {
        assertThat(clock.offset()).isZero();
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void takes_the_local_clock_as_right_while_the_date_header_allows_it() {
        observe(Duration.ZERO, Duration.ofMillis(50));
        local.advance(Duration.ofMillis(300));
        observe(Duration.ZERO, Duration.ofMillis(50));

        assertThat(clock.offset()).isZero();
    }

    @Test
    void measures_a_clock_that_is_an_hour_off() {
        observe(Duration.ofHours(1), Duration.ofMillis(50));

        assertThat(clock.offset()).isBetween(Duration.ofMillis(3_599_000), Duration.ofMillis(3_601_000));
    }

    @Test
    void measures_better_than_the_headers_seconds_with_several_answers() {
        Duration offset = Duration.ofMillis(-90_250);
        for (int i = 0; i < 10; i++) {
            observe(offset, Duration.ofMillis(20));
            local.advance(Duration.ofMillis(1100));
        }

        assertThat(clock.offset()).isBetween(offset.minusMillis(70), offset.plusMillis(70));
    }

    @Test
    void a_slow_answer_does_not_spoil_what_is_known() {
        observe(Duration.ofMinutes(5), Duration.ofMillis(20));
        Duration known = clock.offset();

        observe(Duration.ofMinutes(5), Duration.ofSeconds(20));

        assertThat(clock.offset()).isBetween(known.minusMillis(500), known.plusMillis(500));
    }

    @Test
    void starts_again_when_a_clock_was_set() {
        observe(Duration.ofHours(1), Duration.ofMillis(20));
        observe(Duration.ZERO, Duration.ofMillis(20));

        assertThat(clock.offset()).isZero();
    }

    @Test
    void ignores_what_is_no_date() {
        clock.observe("", START, START);
        clock.observe("yesterday", START, START);
        clock.observe("2026-11-24T01:00:00Z", START, START);

        assertThat(clock.offset()).isZero();
    }

    /** An answer of a service whose clock is ahead by the offset, stamped in the middle of the round trip. */
    private void observe(Duration offset, Duration roundTrip) {
        Instant sent = local.instant();
        Instant stamped = sent.plus(roundTrip.dividedBy(2)).plus(offset);
        local.advance(roundTrip);
        clock.observe(
                DateTimeFormatter.RFC_1123_DATE_TIME.format(stamped.atZone(ZoneOffset.UTC)), sent, local.instant());
    }
}
