package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs with behaviour that is broken on purpose: a run that such a fault survives would prove nothing. */
class TheOracleBitesIT {

    /** Where nothing but the fault that is put in is wrong, or little else. */
    private static final int SEEDS = 8;

    /** Failures are what is wanted here. */
    private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

    private static final Map<Sabotage, Future<Summary>> RUNS = new EnumMap<>(Sabotage.class);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    /** All at once, because most of their time is waiting. */
    @BeforeAll
    static void begin() {
        for (Sabotage sabotage : Sabotage.values()) {
            List<Long> seeds = seeds(sabotage);
            RUNS.put(sabotage, THREADS.submit(() -> new Chaos(SEEDS, sabotage, SILENT, false).run(seeds)));
        }
    }

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "DROP_RECOVERED, LOST",
        "HIDE_ROWS, LOST",
        "ADVANCE_POSITION, LOST",
        "REORDER, ORDER",
        "FREEZE_POSITION, STUCK",
        "HIDE_GAPS, LOST",
        "MIX_LOCATIONS, LOST",
    })
    void a_fault_that_is_put_in_is_found(Sabotage sabotage, Violation.What what) throws Exception {
        List<Summary.Failure> failures = RUNS.get(sabotage).get().failures();

        assertThat(failures.stream().filter(failure -> failure.violations().stream()
                        .anyMatch(violation -> violation.what() == what)))
                .isNotEmpty();
    }

    /** The first that the fault can be seen in, in this process: what a process of its own lacks takes longer to be certain. */
    private static List<Long> seeds(Sabotage sabotage) {
        return LongStream.rangeClosed(1, 400)
                .filter(seed -> fits(Schedule.of(seed), sabotage))
                .limit(SEEDS)
                .boxed()
                .toList();
    }

    private static boolean fits(Schedule schedule, Sabotage sabotage) {
        Field field = schedule.conditions().field();
        boolean restarted = schedule.steps().stream().anyMatch(timed -> timed.step() instanceof Step.StopContext);
        return !schedule.conditions().child()
                && switch (sabotage) {
                    case HIDE_GAPS -> field.refusal().isPresent();
                    case MIX_LOCATIONS -> field.equalIds();
                    case FREEZE_POSITION -> field.isCalm();
                    // A restart is what a position is for.
                    case NONE, DROP_RECOVERED, HIDE_ROWS, ADVANCE_POSITION, REORDER -> restarted && field.isCalm();
                };
    }

    @ParameterizedTest
    @CsvSource("NONE")
    void and_without_one_the_same_seeds_have_nothing_to_be_found(Sabotage none) throws Exception {
        assertThat(RUNS.get(none).get().failures()).isEmpty();
    }
}
