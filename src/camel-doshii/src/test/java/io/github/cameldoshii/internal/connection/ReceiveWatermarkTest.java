package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiveWatermarkTest {

    private final ReceiveWatermark coverage = new ReceiveWatermark();

    @Test
    void is_unknown_before_anything_was_read() {
        coverage.heldBack(false, 10);
        assertThat(coverage.isKnown()).isFalse();
    }

    @Test
    void reaches_to_the_last_message_while_reading_is_not_held_back() {
        coverage.heldBack(false, 10);
        coverage.read(100);
        coverage.read(200);
        assertThat(coverage.nanos()).isEqualTo(200);
    }

    @Test
    void stays_where_it_was_when_reading_is_held_back_although_messages_are_read_again() {
        coverage.read(100);
        coverage.heldBack(true, 100);
        coverage.heldBack(false, 900);
        coverage.read(900);
        assertThat(coverage.nanos()).isEqualTo(100);
    }

    @Test
    void then_reaches_to_when_a_ping_was_sent_that_is_answered() {
        coverage.read(100);
        coverage.heldBack(true, 100);
        coverage.heldBack(false, 900);
        coverage.answered(400, 950);
        coverage.read(960);
        assertThat(coverage.nanos()).isEqualTo(400);
    }

    @Test
    void and_to_the_last_message_again_when_a_ping_is_answered_that_was_sent_after_the_hold_back() {
        coverage.read(100);
        coverage.heldBack(true, 100);
        coverage.heldBack(false, 900);
        coverage.answered(900, 950);
        assertThat(coverage.nanos()).isEqualTo(950);
        coverage.read(1000);
        assertThat(coverage.nanos()).isEqualTo(1000);
    }

    @Test
    void unless_reading_is_held_back_once_more() {
        coverage.heldBack(true, 100);
        coverage.heldBack(false, 900);
        coverage.heldBack(true, 910);
        coverage.answered(905, 950);
        assertThat(coverage.nanos()).isEqualTo(905);
    }

    @Test
    void never_goes_back() {
        coverage.read(500);
        coverage.heldBack(true, 500);
        coverage.answered(300, 600);
        assertThat(coverage.nanos()).isEqualTo(500);
    }
}
