package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceCheckTest {

    @Test
    void finds_nothing_when_all_arrive_in_order() {
        SequenceCheck check = arrived(4, 0, 1, 2, 3);

        assertThat(check.inversions()).isZero();
        assertThat(check.lost()).isZero();
        assertThat(check.duplicates()).isZero();
    }

    @Test
    void counts_each_message_that_comes_after_a_later_one() {
        SequenceCheck check = arrived(5, 2, 0, 1, 4, 3);

        assertThat(check.inversions()).isEqualTo(3);
        assertThat(check.lost()).isZero();
    }

    @Test
    void counts_what_never_arrives() {
        SequenceCheck check = arrived(5, 0, 2, 4);

        assertThat(check.lost()).isEqualTo(2);
        assertThat(check.inversions()).isZero();
    }

    @Test
    void a_message_that_comes_twice_does_not_hide_a_lost_one() {
        SequenceCheck check = arrived(3, 0, 1, 1);

        assertThat(check.duplicates()).isEqualTo(1);
        assertThat(check.lost()).isEqualTo(1);
        assertThat(check.inversions()).isZero();
    }

    private static SequenceCheck arrived(int expected, long... sequence) {
        SequenceCheck check = new SequenceCheck(expected);
        for (long number : sequence) {
            check.arrived(number);
        }
        return check;
    }
}
