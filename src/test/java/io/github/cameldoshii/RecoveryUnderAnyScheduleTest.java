package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the model with many seeds; {@code -Drecovery.seeds=4000} for more. */
class RecoveryUnderAnyScheduleTest {

    private static final int SEEDS = Integer.getInteger("recovery.seeds", 300);

    @Test
    void without_kills_every_entity_ends_in_its_last_state_and_never_goes_back() {
        long duplicates = 0;
        long cuts = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            RecoveryModel model = new RecoveryModel(seed);
            model.run(150, false);
            assertThat(model.faults()).as("seed %d", seed).isEmpty();
            assertThat(model.isIdle()).as("seed %d", seed).isTrue();
            duplicates += model.duplicates();
            cuts += model.cuts();
        }
        // Only what was on its way when a connection was cut may come twice.
        assertThat(duplicates).isLessThan(2 * cuts);
    }

    @Test
    void with_kills_every_entity_ends_in_its_last_state_and_never_goes_back_in_one_life() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            RecoveryModel model = new RecoveryModel(-seed);
            model.run(150, true);
            assertThat(model.faults()).as("seed %d", -seed).isEmpty();
        }
    }
}
