package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FlowControlTest {

    private final FlowControl flowControl = new FlowControl();

    @Test
    void the_whole_capacity_is_requested_at_first() {
        assertThat(flowControl.isExhausted()).isTrue();
        assertThat(flowControl.request(1000)).isEqualTo(1000);
        assertThat(flowControl.isExhausted()).isFalse();
    }

    @Test
    void what_is_requested_is_not_requested_again() {
        flowControl.request(1000);

        assertThat(flowControl.request(1000)).isZero();
    }

    @Test
    void more_is_requested_in_lots() {
        flowControl.request(1000);
        for (int i = 1; i < 500; i++) {
            flowControl.received();
            assertThat(flowControl.request(1000)).isZero();
        }
        flowControl.received();

        assertThat(flowControl.request(1000)).isEqualTo(500);
    }

    @Test
    void the_capacity_is_asked_for_when_half_of_what_was_requested_has_come() {
        assertThat(flowControl.isLow()).isTrue();
        flowControl.request(10);
        for (int i = 1; i < 5; i++) {
            flowControl.received();
            assertThat(flowControl.isLow()).isFalse();
        }
        flowControl.received();

        assertThat(flowControl.isLow()).isTrue();
    }

    @Test
    void with_nothing_left_even_one_place_is_requested() {
        flowControl.request(1);
        flowControl.received();

        assertThat(flowControl.request(1)).isEqualTo(1);
    }

    @Test
    void without_capacity_nothing_is_requested() {
        assertThat(flowControl.request(0)).isZero();
        assertThat(flowControl.isExhausted()).isTrue();
    }

    @Test
    void what_arrives_unasked_after_a_close_is_not_counted() {
        flowControl.received();
        flowControl.received();

        assertThat(flowControl.request(3)).isEqualTo(3);
    }

    @Property
    void what_is_outstanding_never_exceeds_the_capacity(
            @ForAll @Size(max = 200) List<@IntRange(max = 50) Integer> steps) {
        FlowControl own = new FlowControl();
        int outstanding = 0;
        for (int step : steps) {
            int capacity = step;
            int taken = own.request(capacity);
            assertThat(taken).isNotNegative();
            outstanding += taken;
            assertThat(taken == 0 || outstanding <= capacity).isTrue();
            assertThat(own.isExhausted()).isEqualTo(outstanding == 0);
            assertThat(capacity == 0 || outstanding > 0).isTrue();
            if (outstanding > 0 && step % 2 == 0) {
                own.received();
                outstanding--;
            }
        }
    }
}
