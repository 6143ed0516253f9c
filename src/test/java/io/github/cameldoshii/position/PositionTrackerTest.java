package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What moves a position and what holds it back. */
class PositionTrackerTest {

    private final PositionTracker tracker = new PositionTracker();

    @Test
    void is_unknown_before_the_first_mark() {
        assertThat(tracker.isKnown()).isFalse();
    }

    @Test
    void stays_before_the_oldest_unfinished_event_whatever_ends_after_it() {
        PositionTracker.Ticket first = tracker.received(100);
        PositionTracker.Ticket second = tracker.received(200);
        tracker.mark(300);

        second.run();
        assertThat(tracker.position()).isEqualTo(99);

        first.run();
        assertThat(tracker.position()).isEqualTo(300);
    }

    @Test
    void stays_at_a_hold_until_it_is_released() {
        tracker.hold(50);
        tracker.mark(300);
        assertThat(tracker.position()).isEqualTo(50);

        tracker.hold(200);
        assertThat(tracker.position()).isEqualTo(200);

        tracker.release();
        assertThat(tracker.position()).isEqualTo(300);
    }

    @Test
    void held_here_stays_at_the_last_mark_whatever_is_received_after_it() {
        tracker.mark(100);
        tracker.holdHere();

        tracker.received(200).run();
        tracker.mark(300);
        tracker.holdHere();
        assertThat(tracker.position()).isEqualTo(100);

        tracker.hold(50);
        tracker.holdHere();
        assertThat(tracker.position()).isEqualTo(50);

        tracker.release();
        assertThat(tracker.position()).isEqualTo(300);
    }

    @Test
    void held_here_is_still_unknown_if_nothing_was_marked() {
        tracker.holdHere();
        assertThat(tracker.isKnown()).isFalse();
    }

    @Test
    void goes_back_with_a_clock_that_is_set_back_an_hour() {
        long hour = 3_600_000;
        PositionTracker.Ticket open = tracker.received(2 * hour);
        tracker.mark(2 * hour + 500);

        tracker.mark(hour + 500);
        assertThat(tracker.position()).isEqualTo(hour - 1);

        open.run();
        assertThat(tracker.position()).isEqualTo(hour + 500);
    }

    @Test
    void an_event_that_never_ends_does_not_keep_those_after_it_in_memory() {
        tracker.received(1);
        for (int i = 0; i < 100_000; i++) {
            tracker.received(2 + i).run();
        }

        assertThat(tracker.position()).isZero();
        assertThat(tracker.open()).isLessThanOrEqualTo(1024);
    }
}
