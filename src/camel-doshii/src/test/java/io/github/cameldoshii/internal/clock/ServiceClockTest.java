package io.github.cameldoshii.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class ServiceClockTest {

    private static final Instant START = Instant.parse("2026-11-24T01:00:00.400Z");
    private static final Duration QUICK = Duration.ofMillis(20);

    private Instant wall = START;
    private long nanos = 5_000_000_000L;

    /** The service's time minus the time that has really passed since the start. */
    private Duration ahead = Duration.ZERO;

    private Duration passed = Duration.ZERO;

    private final ServiceClock clock = new ServiceClock(() -> wall, () -> nanos, MachineSleep.UNTOLD);

    @Test
    void is_the_local_clock_until_an_answer_was_seen() {
        assertThat(clock.isMeasured()).isFalse();
        assertThat(clock.now().toInstant()).isEqualTo(START);

        wall = wall.plusSeconds(3600);
        assertThat(clock.now().toInstant()).isEqualTo(START.plusSeconds(3600));
    }

    @Test
    void takes_the_local_clock_as_right_while_the_date_header_allows_it() {
        answer(QUICK);
        pass(Duration.ofMillis(300));
        answer(QUICK);

        assertThat(clock.now().toInstant()).isEqualTo(wall);
    }

    @Test
    void measures_a_clock_that_is_an_hour_off() {
        ahead = Duration.ofHours(1);
        answer(QUICK);

        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void measures_better_than_the_headers_seconds_with_several_answers() {
        ahead = Duration.ofMillis(-90_250);
        for (int i = 0; i < 10; i++) {
            answer(QUICK);
            pass(Duration.ofMillis(1100));
        }

        assertWithin(Duration.ofMillis(70));
    }

    @Test
    void a_slow_answer_does_not_spoil_what_is_known() {
        ahead = Duration.ofMinutes(5);
        answer(QUICK);
        answer(Duration.ofSeconds(20));

        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void does_not_follow_the_local_clock_however_far_and_whenever_that_is_set() {
        for (Duration jump : new Duration[] {Duration.ofHours(2), Duration.ofHours(-25), Duration.ofHours(25)}) {
            answer(QUICK);
            wall = wall.plus(jump);
            assertWithin(Duration.ofSeconds(1));
        }
    }

    @Test
    void does_not_believe_one_answer_that_contradicts_all_others() {
        answer(QUICK);
        ahead = Duration.ofHours(3);
        answer(QUICK);
        ahead = Duration.ZERO;
        assertWithin(Duration.ofSeconds(1));

        answer(QUICK);
        ahead = Duration.ofHours(3);
        answer(QUICK);
        answer(QUICK);
        ahead = Duration.ZERO;
        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void believes_several_answers_that_agree_with_each_other() {
        answer(QUICK);
        ahead = Duration.ofHours(-3);
        for (int i = 0; i < 10 * Measurement.WITNESSES; i++) {
            answer(QUICK);
        }
        ahead = Duration.ZERO;
        assertWithin(Duration.ofSeconds(1));

        ahead = Duration.ofHours(-3);
        pass(Measurement.WITNESSED_FOR);
        answer(QUICK);

        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void believes_one_answer_to_which_the_service_has_refused_the_former_time() {
        answer(QUICK);
        ahead = Duration.ofHours(1);
        ServiceTime former = clock.now();
        answer(QUICK);
        clock.refused(former, clock.monotonicNow());

        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void does_not_believe_several_answers_where_the_service_has_accepted_what_they_contradict() {
        answer(QUICK);
        clock.accepted(clock.now(), clock.monotonicNow());
        ahead = Duration.ofHours(3);
        for (int i = 0; i < Measurement.WITNESSES; i++) {
            pass(Measurement.WITNESSED_FOR);
            answer(QUICK);
        }
        ahead = Duration.ZERO;

        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void but_believes_them_if_they_stay_with_it() {
        answer(QUICK);
        clock.accepted(clock.now(), clock.monotonicNow());
        ahead = Duration.ofHours(3);
        for (int i = 0; i < Measurement.WITNESSES_IF_ACCEPTED; i++) {
            pass(Measurement.WITNESSED_FOR_IF_ACCEPTED.dividedBy(Measurement.WITNESSES_IF_ACCEPTED - 1));
            answer(QUICK);
        }

        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void a_token_of_the_local_time_does_not_confirm_it_if_the_local_clock_says_otherwise() {
        ahead = Duration.ofHours(3);
        ServiceTime local = clock.now();
        answer(QUICK);
        answer(QUICK);
        clock.accepted(local, clock.monotonicNow());
        assertThat(clock.isConfirmed()).isFalse();

        clock.accepted(clock.now(), clock.monotonicNow());
        assertThat(clock.isConfirmed()).isTrue();
    }

    @Test
    void a_token_does_not_confirm_what_only_one_answer_has_told_as_it_proves_the_minutes_only() {
        wall = wall.plus(Duration.ofHours(3));
        ahead = Duration.ofSeconds(50);
        answer(QUICK);
        clock.accepted(clock.now(), clock.monotonicNow());
        assertThat(clock.isConfirmed()).isFalse();

        ahead = Duration.ZERO;
        answer(QUICK);
        ahead = Duration.ofSeconds(50);
        answer(QUICK);
        assertThat(clock.isConfirmed()).isFalse();

        answer(QUICK);
        assertThat(clock.isConfirmed()).isTrue();
    }

    @Test
    void it_is_not_confirmed_while_several_answers_tell_a_time_for_which_the_token_would_do_as_well() {
        wall = wall.plus(Duration.ofHours(3));
        answer(QUICK);
        answer(QUICK);
        clock.accepted(clock.now(), clock.monotonicNow());
        ahead = Duration.ofSeconds(50);
        answer(QUICK);
        assertThat(clock.isConfirmed()).isTrue();

        answer(QUICK);
        assertThat(clock.isConfirmed()).isFalse();

        ahead = Duration.ZERO;
        answer(QUICK);
        assertThat(clock.isConfirmed()).isTrue();
    }

    @Test
    void believes_several_answers_if_the_token_that_was_accepted_does_for_their_time_as_well() {
        wall = wall.plus(Duration.ofHours(3));
        answer(QUICK);
        answer(QUICK);
        clock.accepted(clock.now(), clock.monotonicNow());
        ahead = Duration.ofSeconds(50);
        for (int i = 0; i < Measurement.WITNESSES; i++) {
            answer(QUICK);
            pass(Measurement.WITNESSED_FOR.dividedBy(Measurement.WITNESSES - 1));
        }

        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void believes_two_answers_at_once_that_contradict_a_single_one_if_the_token_does_for_their_time_as_well() {
        wall = wall.plus(Duration.ofHours(3));
        ahead = Duration.ofSeconds(50);
        answer(QUICK);
        clock.accepted(clock.now(), clock.monotonicNow());
        ahead = Duration.ZERO;
        answer(QUICK);
        assertThat(clock.now().toInstant()).isAfter(service().plusSeconds(45));

        answer(QUICK);
        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void an_answer_after_a_long_silence_stands_alone_although_the_clocks_may_have_drifted_so_far() {
        wall = wall.plus(Duration.ofHours(3));
        answer(QUICK);
        answer(QUICK);
        clock.accepted(clock.now(), clock.monotonicNow());
        pass(Duration.ofHours(6));
        ahead = Duration.ofSeconds(8);
        answer(QUICK);
        assertThat(clock.isConfirmed()).isFalse();

        ahead = Duration.ZERO;
        answer(QUICK);
        answer(QUICK);
        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void what_has_told_a_wrong_time_is_not_believed_again() {
        ahead = Duration.ofHours(3);
        answer(QUICK);
        clock.disproved(clock.now(), clock.monotonicNow());
        answer(QUICK);

        assertThat(clock.isMeasured()).isFalse();
    }

    @Test
    void unless_the_local_time_is_refused_as_well() {
        ahead = Duration.ofHours(3);
        answer(QUICK);
        clock.disproved(clock.now(), clock.monotonicNow());
        clock.refused(clock.now(), clock.monotonicNow());
        answer(QUICK);

        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void a_time_that_was_corrected_meanwhile_is_not_disproved() {
        ahead = Duration.ofHours(3);
        answer(QUICK);
        ServiceTime wrong = clock.now();
        MonotonicTime then = clock.monotonicNow();
        ahead = Duration.ofMinutes(20);
        answer(QUICK);
        clock.refused(wrong, then);
        clock.disproved(wrong, then);

        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void believes_the_first_answer_after_the_machine_has_slept_while_its_monotonic_clock_stood_still() {
        answer(QUICK);
        wall = wall.plusSeconds(1200);
        passed = passed.plusSeconds(1200);
        answer(QUICK);

        assertWithin(Duration.ofSeconds(1));
    }

    @Test
    void follows_a_clock_that_drifts() {
        answer(QUICK);
        for (int hour = 0; hour < 48; hour++) {
            pass(Duration.ofHours(1));
            ahead = ahead.plusMillis(700);
            wall = wall.minusSeconds(60);
            answer(QUICK);
            assertWithin(Duration.ofSeconds(2));
        }
    }

    @Test
    void ignores_what_is_no_date() {
        MonotonicTime now = clock.monotonicNow();
        clock.observe("", now, now);
        clock.observe("yesterday", now, now);
        clock.observe("2026-11-24T01:00:00Z", now, now);

        assertThat(clock.isMeasured()).isFalse();
    }

    /** An answer that is stamped in the middle of the round trip. */
    private void answer(Duration roundTrip) {
        MonotonicTime sent = clock.monotonicNow();
        pass(roundTrip.dividedBy(2));
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(service().atZone(ZoneOffset.UTC));
        pass(roundTrip.dividedBy(2));
        clock.observe(date, sent, clock.monotonicNow());
    }

    private void pass(Duration time) {
        passed = passed.plus(time);
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    private Instant service() {
        return START.plus(passed).plus(ahead);
    }

    private void assertWithin(Duration error) {
        assertThat(clock.now().toInstant())
                .isBetween(service().minus(error), service().plus(error));
    }
}
