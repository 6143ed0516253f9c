package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecoveryJudgementTest {

    @ParameterizedTest
    @EnumSource(value = RecoveryModel.Sabotage.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void a_fault_that_is_put_in_is_found(RecoveryModel.Sabotage sabotage) {
        long found = LongStream.rangeClosed(1, 40)
                .filter(seed -> {
                    RecoveryModel model = new RecoveryModel(seed, troublesOf(sabotage), sabotage);
                    model.run(150, true);
                    return !model.faults().isEmpty();
                })
                .count();

        assertThat(found).isGreaterThan(10);
    }

    private static Set<FieldTrouble> troublesOf(RecoveryModel.Sabotage sabotage) {
        return sabotage == RecoveryModel.Sabotage.HIDE_GAPS ? Set.of(FieldTrouble.REFUSED_LISTS) : Set.of();
    }
}
