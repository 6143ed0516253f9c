package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrowthCaseTest {

    static Stream<GrowthCase> cases() {
        return GrowthFigure.CASES.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_case_differs_from_the_base_case_in_at_most_one_thing(GrowthCase growth) {
        GrowthCase base = GrowthCase.BASE;

        assertThat(Stream.of(
                                growth.routes() != base.routes(),
                                growth.lanes() != base.lanes(),
                                growth.messageBytes() != base.messageBytes(),
                                growth.wantedEvery() != base.wantedEvery())
                        .filter(differs -> differs))
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_measured_messages_follow_on_the_warm_up(GrowthCase growth) {
        for (BurstPlan plan : new BurstPlan[] {growth.sustained(), growth.latency()}) {
            Burst warmUp = plan.bursts().get(0);
            Burst measured = plan.bursts().get(1);

            assertThat(plan.warmUp()).isEqualTo(1);
            assertThat(measured.first()).isEqualTo(warmUp.first() + warmUp.count());
            assertThat(measured.wanted()).isPositive();
        }
    }

    @Test
    void what_costs_more_gets_fewer_messages() {
        assertThat(GrowthCase.BASE.sustained().messages()).isEqualTo(2_000_000);
        assertThat(GrowthCase.ofRoutes(100).sustained().messages()).isEqualTo(20_000);
        assertThat(GrowthCase.ofBytes(64_000).sustained().messages()).isEqualTo(31_250);
    }

    @Test
    void of_unwanted_events_only_the_wanted_are_expected() {
        GrowthCase growth = GrowthCase.ofUnwanted("90 %", 10);

        assertThat(growth.sustained().wanted()).isEqualTo(200_000);
    }
}
