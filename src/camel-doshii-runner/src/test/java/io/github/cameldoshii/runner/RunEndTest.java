package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunEndTest {

    @Test
    void a_clean_stop_is_0() {
        assertThat(new RunEnd(true, 0, 0, false).exitCode()).isZero();
    }

    @Test
    void events_that_were_given_up_are_1_whatever_asked_for_the_stop() {
        assertThat(new RunEnd(false, 0, 0, false).exitCode()).isEqualTo(1);
        assertThat(new RunEnd(false, 0, 0, true).exitCode()).isEqualTo(1);
    }

    @Test
    void the_end_of_the_terminal_is_129_as_in_the_shell() {
        assertThat(new RunEnd(true, 0, 0, true).exitCode()).isEqualTo(129);
    }
}
