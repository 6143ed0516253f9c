package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the model with many seeds; {@code -Drecovery.seeds=4000} for more. */
class RecoveryUnderAnyScheduleTest {

    private static final int SEEDS = Integer.getInteger("recovery.seeds", 200);

    private static final int STEPS = 150;
    private static final int SEEDS_SHOWN = 10;
    private static final int FAULTS_SHOWN = 3;

    private long duplicates;
    private long cuts;

    @Test
    void without_kills_every_entity_ends_in_its_last_state_and_never_goes_back() {
        assertNoneFails(seed -> {
            RecoveryModel model = new RecoveryModel(seed);
            model.run(STEPS, false);
            assertThat(model.isIdle()).as("seed %d", seed).isTrue();
            return model;
        });
        // Only what was on its way when a connection was cut may come twice.
        assertThat(duplicates).isLessThan(2 * cuts);
    }

    @Test
    void with_kills_every_entity_ends_in_its_last_state_and_never_goes_back_in_one_life() {
        assertNoneFails(seed -> {
            RecoveryModel model = new RecoveryModel(-seed);
            model.run(STEPS, true);
            return model;
        });
    }

    @ParameterizedTest
    @EnumSource
    void with_a_trouble_of_the_field_what_cannot_be_had_is_announced_and_the_rest_arrives(FieldTrouble trouble) {
        assertNoneFails(seed -> {
            RecoveryModel model = new RecoveryModel(seed, EnumSet.of(trouble));
            model.run(STEPS, seed % 2 == 0);
            return model;
        });
    }

    @Test
    void with_several_troubles_at_once_too() {
        assertNoneFails(seed -> {
            RecoveryModel model = new RecoveryModel(seed, some(seed));
            model.run(STEPS, seed % 2 == 0);
            return model;
        });
    }

    @Test
    void schedules_that_have_lost_an_event_in_silence_lose_none() {
        // A single answer told a time that was a minute ahead, and the service accepted a token of it.
        assertLosesNothing(536, EnumSet.of(FieldTrouble.DATE_WRONG, FieldTrouble.EQUAL_IDS));
        // The machine slept, and what was known of the service's time before was found to be wrong after it.
        assertLosesNothing(2_854, EnumSet.of(FieldTrouble.DATE_WRONG, FieldTrouble.EQUAL_IDS, FieldTrouble.SLEEP));
    }

    private static void assertLosesNothing(long seed, Set<FieldTrouble> troubles) {
        RecoveryModel model = new RecoveryModel(seed, troubles);
        model.run(STEPS, seed % 2 == 0);
        assertThat(model.faults()).as("seed %d", seed).isEmpty();
    }

    private static Set<FieldTrouble> some(long seed) {
        Random random = new Random(seed);
        Set<FieldTrouble> troubles = EnumSet.noneOf(FieldTrouble.class);
        for (FieldTrouble trouble : FieldTrouble.values()) {
            if (random.nextInt(3) == 0) {
                troubles.add(trouble);
            }
        }
        return troubles;
    }

    private void assertNoneFails(LongFunction<RecoveryModel> run) {
        List<String> failed = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            RecoveryModel model = run.apply(seed);
            List<String> faults = model.faults();
            if (!faults.isEmpty()) {
                failed.add("seed " + seed + ", " + model.conditions() + ": " + faults.size() + " faults, "
                        + faults.subList(0, Math.min(faults.size(), FAULTS_SHOWN)));
            }
            duplicates += model.duplicates();
            cuts += model.cuts();
        }
        if (!failed.isEmpty()) {
            fail(failed.size() + " of " + SEEDS + " seeds fail:\n"
                    + String.join("\n", failed.subList(0, Math.min(failed.size(), SEEDS_SHOWN))));
        }
    }
}
