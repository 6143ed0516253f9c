package io.github.cameldoshii.chaos;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.fault.RestTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What the service of a run does wrong for as long as it takes: dates of its answers, and a list that it refuses. */
final class FieldFaults {

    /** A window is narrowed by halves, and asked for twice after each connect. */
    private static final int REFUSALS_FOR_A_CONNECTION = 40;

    /** Pages of many entities that are halved again and again, at each of some lists. */
    private static final int CALLS_FOR_A_CONNECTION_AND_LOCATION = 200;

    private final Conditions conditions;
    private final DoshiiSimulator simulator;
    private final List<String> locations;
    private final Dates dates;
    private final AtomicInteger refused = new AtomicInteger();

    FieldFaults(Conditions conditions, DoshiiSimulator simulator, List<String> locations) {
        this.conditions = conditions;
        this.simulator = simulator;
        this.locations = locations;
        this.dates = new Dates(conditions.field());
    }

    /** Arms them; to be done again whenever all faults were cleared. */
    void arm() {
        if (conditions.field().dates() != Field.Dates.RIGHT) {
            simulator.faults().add(Fault.on(Match.rest("*", "*")).onRest((call, next) -> {
                dates.on(call, serviceNow());
                next.run();
            }));
        }
        conditions.field().refusal().ifPresent(refusal -> {
            for (int i = 0; i < locations.size(); i++) {
                if (refusal.concerns(i)) {
                    refuse(refusal, locations.get(i));
                }
            }
        });
    }

    private void refuse(Field.Refusal refusal, String location) {
        Match list = Match.rest("GET", "/" + refusal.kind().path(), location);
        simulator.faults().add(Fault.on(list).onRest((call, next) -> {
            if (isRefused(refusal, call)) {
                refused.incrementAndGet();
                call.answer(refusal.status(), Map.of("Content-Type", "application/json"), "{\"message\":\"refused\"}");
            } else {
                next.run();
            }
        }));
    }

    private boolean isRefused(Field.Refusal refusal, RestTarget call) {
        String from = call.parameter("updatedFrom");
        return refusal.olderThanMillis() == 0
                || from.isEmpty()
                || Long.parseLong(from) * 1_000 < serviceNow() - refusal.olderThanMillis();
    }

    private long serviceNow() {
        return System.currentTimeMillis() + conditions.clockAheadMillis();
    }

    /** Whether more was asked for than helps. */
    Optional<Violation> storm() {
        int connections = simulator.connections().size() + 2;
        int most = REFUSALS_FOR_A_CONNECTION * connections * locations.size();
        if (refused.get() > most) {
            return Optional.of(new Violation(
                    Violation.What.STORM,
                    refused + " requests were refused for good on " + connections + " connections"));
        }
        int calls = simulator.restCalls().size();
        boolean isStorm = conditions.reconcileMillis() == 0
                && calls > CALLS_FOR_A_CONNECTION_AND_LOCATION * connections * locations.size();
        return isStorm
                ? Optional.of(
                        new Violation(Violation.What.STORM, calls + " requests for " + connections + " connections"))
                : Optional.empty();
    }
}
