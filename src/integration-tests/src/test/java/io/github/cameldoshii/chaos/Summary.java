package io.github.cameldoshii.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of many runs. Used by one thread. */
final class Summary {

    /**
     * A seed that failed.
     *
     * @param violations what the oracle found; empty if the run itself broke down
     */
    record Failure(Schedule schedule, List<Violation> violations, String broken) {

        /** One line for each failure, then the schedule. */
        @Override
        public String toString() {
            String reason = violations.isEmpty()
                    ? "broke down: " + broken
                    : violations.get(0) + (violations.size() > 1 ? " (and " + (violations.size() - 1) + " more)" : "");
            return "FAILED seed " + schedule.seed() + " ("
                    + schedule.conditions().field().describe() + "): " + reason;
        }
    }

    private final Map<String, Integer> steps = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private int seeds;
    private long entities;
    private long changes;
    private long deliveries;
    private long repetitions;
    private long gaps;
    private long longestRecovery;
    private long slowestSeed;

    void add(Outcome outcome) {
        seeds++;
        Outcome.Figures figures = outcome.figures();
        figures.steps().forEach((kind, count) -> steps.merge(kind, count, Integer::sum));
        entities += figures.entities();
        changes += figures.changes();
        deliveries += figures.deliveries();
        repetitions += figures.repetitions();
        gaps += figures.gaps();
        if (figures.recoveryMillis() > longestRecovery) {
            longestRecovery = figures.recoveryMillis();
            slowestSeed = outcome.schedule().seed();
        }
        if (!outcome.violations().isEmpty()) {
            failures.add(new Failure(outcome.schedule(), outcome.violations(), ""));
        }
    }

    /** A run that came to no end is a failure too. */
    void addBroken(Schedule schedule, Throwable why) {
        seeds++;
        failures.add(new Failure(
                schedule,
                List.of(),
                why
                        + Arrays.stream(why.getStackTrace())
                                .limit(6)
                                .map(frame -> " < " + frame)
                                .collect(Collectors.joining())));
    }

    void add(Summary other) {
        seeds += other.seeds;
        other.steps.forEach((kind, count) -> steps.merge(kind, count, Integer::sum));
        entities += other.entities;
        changes += other.changes;
        deliveries += other.deliveries;
        repetitions += other.repetitions;
        gaps += other.gaps;
        if (other.longestRecovery > longestRecovery) {
            longestRecovery = other.longestRecovery;
            slowestSeed = other.slowestSeed;
        }
        failures.addAll(other.failures);
    }

    List<Failure> failures() {
        return failures;
    }

    int count(String stepKind) {
        return steps.getOrDefault(stepKind, 0);
    }

    @Override
    public String toString() {
        return String.format(
                "%d seeds, %d failed%n"
                        + "%d entities, %d changes, %d events delivered, %d of them repetitions, %d gaps announced%n"
                        + "%d kills, %d restarts, longest recovery %.1f s (seed %d)%n"
                        + "steps: %s",
                seeds,
                failures.size(),
                entities,
                changes,
                deliveries,
                repetitions,
                gaps,
                count("Kill"),
                count("StartContext"),
                longestRecovery / 1000.0,
                slowestSeed,
                steps.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
    }
}
