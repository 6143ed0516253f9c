package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The short run: seeds that are always the same. {@code mvn -Pchaos} is the long one.
 *
 * <p>The machine is shared with the other tests here, and threads stand still for seconds. Then an answer that tells the service's
 * time may come too late for what is written down, and a few repetitions are of no kind that {@link Repeats} knows. So many are
 * allowed here, and none in the long run; a loss, or an older state after a newer one, is allowed nowhere.
 */
class NothingIsLostInChaosIT {

    private static final int SEEDS = 20;

    /** Of some thousand deliveries. */
    static final int REPETITIONS_OF_A_BUSY_MACHINE = 10;

    @Test
    void whatever_breaks_every_entity_ends_in_its_last_state_in_order_and_without_needless_repetition()
            throws Exception {
        Summary summary = new Chaos(Chaos.PARALLEL, Sabotage.NONE, System.out, true).run(Chaos.seeds(1, SEEDS));

        System.out.println(summary);
        assertThat(summary.failures())
                .filteredOn(failure -> !failure.isOnlyRepetition())
                .isEmpty();
        assertThat(summary.failures().stream()
                        .mapToInt(failure -> failure.violations().size())
                        .sum())
                .as("%s", summary.failures())
                .isLessThanOrEqualTo(REPETITIONS_OF_A_BUSY_MACHINE);
        assertThat(summary.count("Kill")).isGreaterThanOrEqualTo(4);
    }
}
