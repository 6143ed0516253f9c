package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs with behaviour that is broken on purpose: a run that such a fault survives would prove nothing. */
class TheOracleBitesIT {

    @ParameterizedTest
    @CsvSource({
        "DROP_RECOVERED, LOST",
        "HIDE_ROWS, LOST",
        "ADVANCE_POSITION, LOST",
        "REORDER, ORDER",
    })
    void a_fault_that_is_put_in_is_found(Sabotage sabotage, Violation.What found) throws Exception {
        List<Long> seeds = Chaos.seeds(1, 12);

        Summary summary = new Chaos(seeds.size(), sabotage, System.out, false).run(seeds);

        Set<Violation.What> violations = summary.failures().stream()
                .flatMap(failure -> failure.violations().stream())
                .map(Violation::what)
                .collect(Collectors.toSet());
        assertThat(violations).contains(found);
        // Not by chance alone.
        assertThat(summary.failures()).hasSizeGreaterThan(2);
    }
}
