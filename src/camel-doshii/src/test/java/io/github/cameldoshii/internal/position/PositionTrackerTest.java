package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What moves a position and what holds it back. */
class PositionTrackerTest {

    private final PositionTracker tracker = new PositionTracker();

    @Test
    void is_unknown_before_the_first_mark() {
        assertThat(tracker.position()).isEmpty();
    }

    @Test
    void stays_before_the_oldest_unfinished_event_whatever_ends_after_it() {
        Delivery first = tracker.received(Moments.at(100));
        Delivery second = tracker.received(Moments.at(200));
        tracker.mark(Moments.at(300));

        second.run();
        assertThat(tracker.position()).contains(Moments.at(99));

        first.run();
        assertThat(tracker.position()).contains(Moments.at(300));
    }

    @Test
    void stays_at_a_hold_until_it_is_released() {
        tracker.pin(Moments.at(50));
        tracker.mark(Moments.at(300));
        assertThat(tracker.position()).contains(Moments.at(50));

        tracker.pin(Moments.at(200));
        assertThat(tracker.position()).contains(Moments.at(200));

        tracker.unpin();
        assertThat(tracker.position()).contains(Moments.at(300));
    }

    @Test
    void held_here_stays_at_the_last_mark_whatever_is_received_after_it() {
        tracker.mark(Moments.at(100));
        tracker.pinHere();

        tracker.received(Moments.at(200)).run();
        tracker.mark(Moments.at(300));
        tracker.pinHere();
        assertThat(tracker.position()).contains(Moments.at(100));

        tracker.pin(Moments.at(50));
        tracker.pinHere();
        assertThat(tracker.position()).contains(Moments.at(50));

        tracker.unpin();
        assertThat(tracker.position()).contains(Moments.at(300));
    }

    @Test
    void held_here_is_still_unknown_if_nothing_was_marked() {
        tracker.pinHere();
        assertThat(tracker.position()).isEmpty();
    }

    @Test
    void an_event_that_never_ends_does_not_keep_those_after_it_in_memory() {
        tracker.received(Moments.at(1));
        for (int i = 0; i < 100_000; i++) {
            tracker.received(Moments.at(2 + i)).run();
        }

        assertThat(tracker.position()).contains(Moments.at(0));
        assertThat(tracker.open()).isLessThanOrEqualTo(1024);
    }
}
