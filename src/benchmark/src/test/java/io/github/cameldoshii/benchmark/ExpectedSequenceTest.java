package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedSequenceTest {

    private final ExpectedSequence twoStreams = new ExpectedSequence(2);

    @Test
    void expects_the_order_of_each_stream_but_none_between_them() {
        assertThat(twoStreams.isNext(1)).isTrue();
        assertThat(twoStreams.isNext(3)).isTrue();
        assertThat(twoStreams.isNext(0)).isTrue();
        assertThat(twoStreams.isNext(2)).isTrue();
    }

    @Test
    void does_not_expect_a_message_twice() {
        assertThat(twoStreams.isNext(0)).isTrue();

        assertThat(twoStreams.isNext(0)).isFalse();
    }

    @Test
    void does_not_expect_what_follows_a_lost_message() {
        assertThat(twoStreams.isNext(2)).isFalse();
        assertThat(twoStreams.isNext(4)).isFalse();
        assertThat(twoStreams.isNext(1)).isTrue();
    }
}
