package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BurstPlanTest {

    @Test
    void a_third_of_the_bursts_is_warm_up() {
        BurstPlan plan = BurstPlan.throughput(220, 1000, 12);

        assertThat(plan.warmUp()).isEqualTo(4);
        assertThat(plan.messages()).isEqualTo(12_000);
        assertThat(plan.isPaced()).isFalse();
    }

    @Test
    void the_sequence_goes_on_from_burst_to_burst() {
        BurstPlan plan = BurstPlan.latency(220, 1000, 2, 500, 3);

        assertThat(plan.bursts())
                .containsExactly(
                        new Burst(220, 0, 1000, 0), new Burst(220, 1000, 1000, 0), new Burst(220, 2000, 1500, 500));
        assertThat(plan.isPaced()).isTrue();
    }

    @Test
    void a_sustained_plan_is_sent_at_once_and_a_third_of_it_is_warm_up() {
        BurstPlan plan = BurstPlan.sustained(220, 1_200);

        assertThat(plan.sendings()).containsExactly(new Burst(220, 0, 1_200, 0));
        assertThat(plan.bursts()).containsExactly(new Burst(220, 0, 400, 0), new Burst(220, 400, 800, 0));
        assertThat(plan.warmUp()).isEqualTo(1);
        assertThat(BurstPlan.parse(plan.line())).isEqualTo(plan);
    }

    @Test
    void a_sustained_plan_keeps_to_the_share_of_wanted_messages() {
        BurstPlan plan = new BurstPlan(List.of(new Burst(220, 0, 20, 0, 10), new Burst(220, 20, 40, 0, 10)), 1, true);

        assertThat(plan.sendings()).containsExactly(new Burst(220, 0, 60, 0, 10));
        assertThat(plan.wanted()).isEqualTo(6);
        assertThat(BurstPlan.parse(plan.line())).isEqualTo(plan);
    }

    @Test
    void a_burst_must_end_with_a_wanted_message() {
        assertThatThrownBy(() -> new Burst(220, 0, 25, 0, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bursts_are_sent_one_by_one() {
        BurstPlan plan = BurstPlan.throughput(220, 1_000, 5);

        assertThat(plan.sendings()).isEqualTo(plan.bursts());
    }

    @Test
    void is_the_same_after_it_was_handed_to_another_process() {
        BurstPlan plan = BurstPlan.latency(1000, 50_000, 4, 1000, 15);

        assertThat(BurstPlan.parse(plan.line())).isEqualTo(plan);
    }
}
