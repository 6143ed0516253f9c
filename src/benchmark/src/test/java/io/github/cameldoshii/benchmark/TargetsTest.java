package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetsTest {

    private final Measurements measured = new Measurements();

    private void measured(Subject subject, long events, long allocated, int inversions) {
        measured.add(
                subject,
                new RunResult(
                        events, new ProcessUsage(1_000_000_000, 1, events * allocated), inversions, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void a_rate_is_held_against_that_of_the_SDK() {
        measured(Subject.DOSHII, 1_390, 2_000, 0);
        measured(Subject.SHIPPED, 1_210, 2_300, 0);
        measured(Subject.SDK, 1_000, 0, 0);

        assertThat(Targets.sustained(Placement.ONE_CPU, 220).lines(measured))
                .containsExactly(
                        "- camel-doshii at 220 bytes, at least 1.4 times the SDK's rate: NOT met (1.39)",
                        "- as shipped at 220 bytes, at least 1.2 times the SDK's rate: met (1.21)",
                        "- allocated at most 2200 bytes for an event: met",
                        "- no inversion: met",
                        "- no event lost: met");
    }

    @Test
    void without_the_SDK_a_rate_is_not_judged() {
        measured(Subject.DOSHII, 1_390, 2_000, 0);

        assertThat(Targets.bursts(1_000).lines(measured))
                .contains("- camel-doshii bursts at 1,000 bytes, at least 2.0 times the SDK's rate: not measured");
    }

    @Test
    void what_comes_out_of_turn_shows() {
        measured(Subject.DOSHII, 1_390, 2_201, 1);

        assertThat(Targets.sustained(Placement.ALL_CPUS, 220).lines(measured))
                .contains("- allocated at most 2200 bytes for an event: NOT met", "- no inversion: NOT met");
    }

    @Test
    void other_sizes_have_no_rate_to_reach() {
        measured(Subject.DOSHII, 1_390, 2_000, 0);

        assertThat(Targets.sustained(Placement.ALL_CPUS, 500).lines(measured))
                .containsExactly("- no inversion: met", "- no event lost: met");
    }
}
