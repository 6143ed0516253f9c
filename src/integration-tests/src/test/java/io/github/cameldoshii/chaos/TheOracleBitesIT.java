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
import org.junit.jupiter.params.provider.EnumSource;

/** Runs with behaviour that is broken on purpose: a run that such a fault survives would prove nothing. */
class TheOracleBitesIT {

    /** Two runs in three show a fault, or more; on a busy machine fewer. After the first that does there are no more. */
    private static final int SEEDS = 12;

    private static final int SEEDS_WITHOUT_A_FAULT = 4;

    /** Failures are what is wanted here. */
    private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

    private static final Map<Sabotage, Violation.What> EXPECTED = Map.ofEntries(
            Map.entry(Sabotage.DROP_RECOVERED, Violation.What.LOST),
            Map.entry(Sabotage.HIDE_ROWS, Violation.What.LOST),
            Map.entry(Sabotage.ADVANCE_POSITION, Violation.What.LOST),
            Map.entry(Sabotage.REORDER, Violation.What.ORDER),
            Map.entry(Sabotage.FREEZE_POSITION, Violation.What.STUCK),
            Map.entry(Sabotage.FORGET_HISTORY, Violation.What.DUPLICATE),
            Map.entry(Sabotage.AGE_HISTORY, Violation.What.DUPLICATE),
            Map.entry(Sabotage.MIX_HISTORY, Violation.What.DUPLICATE),
            Map.entry(Sabotage.HIDE_GAPS, Violation.What.LOST),
            Map.entry(Sabotage.MIX_LOCATIONS, Violation.What.LOST),
            Map.entry(Sabotage.NEVER_FENCED, Violation.What.NOT_FENCED));

    private static final Map<Sabotage, Future<Summary>> RUNS = new EnumMap<>(Sabotage.class);

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(Sabotage.values().length);

    /** All faults at once, because most of the time of a run is waiting, and the runs of each one after the other. */
    @BeforeAll
    static void begin() {
        for (Sabotage sabotage : Sabotage.values()) {
            List<Long> seeds = seeds(sabotage);
            int parallel = sabotage == Sabotage.NONE ? seeds.size() : 1;
            RUNS.put(sabotage, THREADS.submit(() -> new Chaos(parallel, sabotage, SILENT, false)
                    .run(seeds, failure -> isFind(sabotage, failure))));
        }
    }

    private static boolean isFind(Sabotage sabotage, Summary.Failure failure) {
        return failure.violations().stream().anyMatch(violation -> violation.what() == EXPECTED.get(sabotage));
    }

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void a_fault_that_is_put_in_is_found(Sabotage sabotage) throws Exception {
        assertThat(EXPECTED).containsKey(sabotage);
        assertThat(RUNS.get(sabotage).get().failures())
                .as("%s in seeds %s", sabotage, seeds(sabotage))
                .filteredOn(failure -> isFind(sabotage, failure))
                .isNotEmpty();
    }

    /** The first that the fault can be seen in, in this process: what a process of its own lacks takes longer to be certain. */
    private static List<Long> seeds(Sabotage sabotage) {
        return LongStream.rangeClosed(1, 1_000)
                .filter(seed -> fits(Schedule.of(seed), sabotage))
                .limit(sabotage == Sabotage.NONE ? SEEDS_WITHOUT_A_FAULT : SEEDS)
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
                    // It has to show for seconds that it was not told.
                    case NEVER_FENCED ->
                        schedule.steps().stream()
                                .anyMatch(timed -> timed.step() instanceof Step.TakeOver && timed.atMillis() < 3_000);
                    // A restart is what a position and a history are for.
                    case NONE,
                            DROP_RECOVERED,
                            HIDE_ROWS,
                            ADVANCE_POSITION,
                            FORGET_HISTORY,
                            AGE_HISTORY,
                            MIX_HISTORY,
                            REORDER -> restarted && field.isCalm();
                };
    }

    @ParameterizedTest
    @EnumSource(names = "NONE")
    void and_without_one_the_same_seeds_have_nothing_to_be_found(Sabotage none) throws Exception {
        List<Summary.Failure> failures = RUNS.get(none).get().failures();
        assertThat(failures).filteredOn(failure -> !failure.isOnlyRepetition()).isEmpty();
        assertThat(failures.stream()
                        .mapToInt(failure -> failure.violations().size())
                        .sum())
                .as("%s", failures)
                .isLessThanOrEqualTo(NothingIsLostInChaosIT.REPETITIONS_OF_A_BUSY_MACHINE);
    }
}
