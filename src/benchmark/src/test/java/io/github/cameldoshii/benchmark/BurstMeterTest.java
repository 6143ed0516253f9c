package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BurstMeterTest {

    private static final int NO_PATIENCE = 0;

    private final BurstPlan twoBursts =
            new BurstPlan(List.of(new Burst(220, 0, 3, 0), new Burst(220, 3, 4, 0)), 1, false);

    @Test
    void leaves_the_warm_up_out_of_the_figures_but_not_out_of_the_checks() throws Exception {
        BurstMeter meter = new BurstMeter(twoBursts, 1);
        arrive(meter, 1, 0, 2);
        arrive(meter, 3, 4, 5, 6);
        meter.awaitBurst(1, NO_PATIENCE);

        RunResult result = meter.result();

        assertThat(result.events()).isEqualTo(4);
        assertThat(result.inversions()).isEqualTo(1);
        assertThat(result.lost()).isZero();
        assertThat(result.used().wallNanos()).isPositive();
    }

    @Test
    void a_burst_ends_when_the_rest_of_it_does_not_arrive() throws Exception {
        BurstMeter meter = new BurstMeter(twoBursts, 1);
        arrive(meter, 0, 1, 2);
        arrive(meter, 3, 4);
        meter.awaitBurst(0, NO_PATIENCE);
        meter.awaitBurst(1, NO_PATIENCE);

        RunResult result = meter.result();

        assertThat(result.events()).isEqualTo(2);
        assertThat(result.lost()).isEqualTo(2);
    }

    @Test
    void a_paced_plan_gives_the_latencies_of_what_was_measured() throws Exception {
        BurstMeter meter = new BurstMeter(
                new BurstPlan(List.of(new Burst(220, 0, 1, 0), new Burst(220, 1, 3, 1000)), 1, false), 1);
        meter.arrived(0, 1_000_000);
        meter.arrived(1, 10);
        meter.arrived(2, 30);
        meter.arrived(3, 20);
        meter.awaitBurst(1, NO_PATIENCE);

        RunResult result = meter.result();

        assertThat(result.p50Nanos()).isEqualTo(20);
        assertThat(result.p99Nanos()).isEqualTo(30);
    }

    @Test
    void only_wanted_messages_are_waited_for() throws Exception {
        BurstMeter meter = new BurstMeter(
                new BurstPlan(List.of(new Burst(220, 0, 10, 0, 5), new Burst(220, 10, 20, 0, 5)), 1, true), 1);
        arrive(meter, 0, 1, 2, 3, 4, 5);
        meter.awaitBurst(1, NO_PATIENCE);

        RunResult result = meter.result();

        assertThat(result.events()).isEqualTo(4);
        assertThat(result.lost()).isZero();
    }

    private static void arrive(BurstMeter meter, long... sequence) {
        for (long number : sequence) {
            meter.arrived(number, 0);
        }
    }
}
