package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunResultTest {

    private final RunResult result =
            new RunResult(1000, new ProcessUsage(2_000_000, 1_500_000, 4_000_000), 1, 2, 3, 40, 50, 60, 70);

    @Test
    void gives_figures_per_event() {
        assertThat(result.eventsPerSecond()).isEqualTo(500_000);
        assertThat(result.cpuMicrosPerEvent()).isEqualTo(1.5, within(1e-9));
        assertThat(result.allocatedPerEvent()).isEqualTo(4000);
        assertThat(result.cpuShare()).isEqualTo(0.75);
    }

    @Test
    void what_a_process_cannot_tell_is_not_a_number() {
        assertThat(RunResult.parse("1000 2000000 1500000 -1 0 0 0 0 0 0 0").allocatedPerEvent())
                .isNaN();
    }

    @Test
    void is_the_same_after_it_came_from_another_process() {
        assertThat(RunResult.parse(result.line())).isEqualTo(result);
    }
}
