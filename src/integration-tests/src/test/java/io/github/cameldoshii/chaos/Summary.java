package io.github.cameldoshii.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures of many runs. Used by one thread. */
final class Summary {

    /**
     * A seed that failed.
     *
     * @param violations what the oracle found; empty if the run itself broke down
     */
    record Failure(Schedule schedule, List<Violation> violations, String broken) {

        /** Whether it is nothing but repetitions of which no kind is known. */
        boolean isOnlyRepetition() {
            return !violations.isEmpty()
                    && violations.stream().allMatch(violation -> violation.what() == Violation.What.DUPLICATE);
        }

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
    private final Map<RepeatKind, LongSummaryStatistics> repetitions = new EnumMap<>(RepeatKind.class);
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
        figures.repetitions().forEach(one -> repetitions
                .computeIfAbsent(one.kind(), kind -> new LongSummaryStatistics())
                .accept(one.millis()));
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
        other.repetitions.forEach((kind, one) -> repetitions
                .computeIfAbsent(kind, key -> new LongSummaryStatistics())
                .combine(one));
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

    /** How many repetitions of this kind there were. */
    long repetitions(RepeatKind kind) {
        return repetitions.getOrDefault(kind, new LongSummaryStatistics()).getCount();
    }

    private String describe(RepeatKind kind) {
        LongSummaryStatistics all = repetitions.get(kind);
        return kind + " "
                + (all == null
                        ? "0"
                        : all.getMax() <= 0
                                ? all.getCount()
                                : all.getCount() + " (at most " + all.getMax() + " ms before the end)");
    }

    @Override
    public String toString() {
        return String.format(
                "%d seeds, %d failed%n"
                        + "%d entities, %d changes, %d events delivered, %d gaps announced%n"
                        + "%d repetitions: %s%n"
                        + "%d kills, %d restarts, longest recovery %.1f s (seed %d)%n"
                        + "steps: %s",
                seeds,
                failures.size(),
                entities,
                changes,
                deliveries,
                gaps,
                Stream.of(RepeatKind.values()).mapToLong(this::repetitions).sum(),
                Stream.of(RepeatKind.values()).map(this::describe).collect(Collectors.joining(", ")),
                count("Kill"),
                count("StartContext"),
                longestRecovery / 1000.0,
                slowestSeed,
                steps.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
    }
}
