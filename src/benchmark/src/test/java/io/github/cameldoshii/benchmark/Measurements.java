package io.github.cameldoshii.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The results of all rounds of one experiment, by client. */
final class Measurements {

    private final Map<Subject, List<RunResult>> results = new LinkedHashMap<>();
    private final Map<Subject, List<String>> failures = new LinkedHashMap<>();

    void add(Subject subject, RunResult result) {
        results.computeIfAbsent(subject, key -> new ArrayList<>()).add(result);
    }

    /** A run has come to no result. */
    void addFailure(Subject subject, String why) {
        failures.computeIfAbsent(subject, key -> new ArrayList<>()).add(why);
    }

    List<String> failures(Subject subject) {
        return failures.getOrDefault(subject, List.of());
    }

    boolean has(Subject subject) {
        return results.containsKey(subject);
    }

    double median(Subject subject, ToDoubleFunction<RunResult> figure) {
        return Statistics.median(of(subject).stream().mapToDouble(figure).toArray());
    }

    double smallest(Subject subject, ToDoubleFunction<RunResult> figure) {
        return of(subject).stream().mapToDouble(figure).min().orElse(Double.NaN);
    }

    double largest(Subject subject, ToDoubleFunction<RunResult> figure) {
        return of(subject).stream().mapToDouble(figure).max().orElse(Double.NaN);
    }

    long sum(Subject subject, ToLongFunction<RunResult> figure) {
        return of(subject).stream().mapToLong(figure).sum();
    }

    private List<RunResult> of(Subject subject) {
        return results.getOrDefault(subject, List.of());
    }
}
