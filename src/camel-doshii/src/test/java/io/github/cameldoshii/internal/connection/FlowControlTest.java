package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FlowControlTest {

    private final FlowControl credits = new FlowControl();

    @Test
    void the_whole_room_is_asked_for_at_first() {
        assertThat(credits.none()).isTrue();
        assertThat(credits.take(1000)).isEqualTo(1000);
        assertThat(credits.none()).isFalse();
    }

    @Test
    void what_is_asked_for_is_not_asked_for_again() {
        credits.take(1000);

        assertThat(credits.take(1000)).isZero();
    }

    @Test
    void more_is_asked_for_in_lots() {
        credits.take(1000);
        for (int i = 1; i < 500; i++) {
            credits.arrived();
            assertThat(credits.take(1000)).isZero();
        }
        credits.arrived();

        assertThat(credits.take(1000)).isEqualTo(500);
    }

    @Test
    void with_nothing_left_even_one_place_is_asked_for() {
        credits.take(1);
        credits.arrived();

        assertThat(credits.take(1)).isEqualTo(1);
    }

    @Test
    void without_room_nothing_is_asked_for() {
        assertThat(credits.take(0)).isZero();
        assertThat(credits.none()).isTrue();
    }

    @Test
    void what_arrives_unasked_after_a_close_is_not_counted() {
        credits.arrived();
        credits.arrived();

        assertThat(credits.take(3)).isEqualTo(3);
    }

    @Property
    void what_is_outstanding_never_exceeds_the_room(@ForAll @Size(max = 200) List<@IntRange(max = 50) Integer> steps) {
        FlowControl own = new FlowControl();
        int outstanding = 0;
        for (int step : steps) {
            int room = step;
            int taken = own.take(room);
            assertThat(taken).isNotNegative();
            outstanding += taken;
            assertThat(taken == 0 || outstanding <= room).isTrue();
            assertThat(own.none()).isEqualTo(outstanding == 0);
            assertThat(room == 0 || outstanding > 0).isTrue();
            if (outstanding > 0 && step % 2 == 0) {
                own.arrived();
                outstanding--;
            }
        }
    }
}
