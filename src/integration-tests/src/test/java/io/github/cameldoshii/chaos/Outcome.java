package io.github.cameldoshii.chaos;

import java.util.List;
import java.util.Map;

/** What came of a run. */
record Outcome(Schedule schedule, List<Violation> violations, Figures figures) {

    Outcome {
        violations = List.copyOf(violations);
    }

    /**
     * Counts.
     *
     * @param steps how often each kind of step was done
     * @param changes of all entities
     * @param deliveries exchanges that the routes have finished, less those about the connection
     * @param repetitions deliveries of a state that had been delivered before, as far as that is allowed
     * @param gaps losses that were announced
     * @param recoveryMillis from when the service was well and the routes ran until nothing was lacking
     */
    record Figures(
            Map<String, Integer> steps,
            long entities,
            int changes,
            int deliveries,
            List<Repeats.Allowed> repetitions,
            int gaps,
            long recoveryMillis) {
        Figures {
            steps = Map.copyOf(steps);
            repetitions = List.copyOf(repetitions);
        }
    }
}
