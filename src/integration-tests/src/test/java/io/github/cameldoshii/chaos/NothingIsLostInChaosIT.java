package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short run: seeds that are always the same. {@code mvn -Pchaos} is the long one. */
class NothingIsLostInChaosIT {

    private static final int SEEDS = 50;

    @Test
    void whatever_breaks_every_entity_ends_in_its_last_state_in_order_and_without_needless_repetition()
            throws Exception {
        Summary summary = new Chaos(Chaos.PARALLEL, Sabotage.NONE, System.out, true).run(Chaos.seeds(1, SEEDS));

        System.out.println(summary);
        assertThat(summary.failures()).isEmpty();
        assertThat(summary.count("Kill")).isGreaterThanOrEqualTo(4);
    }
}
