package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiveWatermarkTest {

    private final ReceiveWatermark watermark = new ReceiveWatermark();

    @Test
    void is_unknown_before_anything_was_read() {
        watermark.readPaused(false, 10);
        assertThat(watermark.isKnown()).isFalse();
    }

    @Test
    void reaches_to_the_last_message_while_reading_is_not_paused() {
        watermark.readPaused(false, 10);
        watermark.messageRead(100);
        watermark.messageRead(200);
        assertThat(watermark.nanos()).isEqualTo(200);
    }

    @Test
    void stays_where_it_was_when_reading_is_paused_although_messages_are_read_again() {
        watermark.messageRead(100);
        watermark.readPaused(true, 100);
        watermark.readPaused(false, 900);
        watermark.messageRead(900);
        assertThat(watermark.nanos()).isEqualTo(100);
    }

    @Test
    void then_reaches_to_when_a_ping_was_sent_that_is_answered() {
        watermark.messageRead(100);
        watermark.readPaused(true, 100);
        watermark.readPaused(false, 900);
        watermark.pingAnswered(400, 950);
        watermark.messageRead(960);
        assertThat(watermark.nanos()).isEqualTo(400);
    }

    @Test
    void and_to_the_last_message_again_when_a_ping_is_answered_that_was_sent_after_the_pause() {
        watermark.messageRead(100);
        watermark.readPaused(true, 100);
        watermark.readPaused(false, 900);
        watermark.pingAnswered(900, 950);
        assertThat(watermark.nanos()).isEqualTo(950);
        watermark.messageRead(1000);
        assertThat(watermark.nanos()).isEqualTo(1000);
    }

    @Test
    void unless_reading_is_paused_once_more() {
        watermark.readPaused(true, 100);
        watermark.readPaused(false, 900);
        watermark.readPaused(true, 910);
        watermark.pingAnswered(905, 950);
        assertThat(watermark.nanos()).isEqualTo(905);
    }

    @Test
    void never_goes_back() {
        watermark.messageRead(500);
        watermark.readPaused(true, 500);
        watermark.pingAnswered(300, 600);
        assertThat(watermark.nanos()).isEqualTo(500);
    }
}
