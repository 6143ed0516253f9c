package io.github.cameldoshii.chaos;

import io.github.cameldoshii.chaos.History.Change;
import io.github.cameldoshii.chaos.History.Delivery;
import io.github.cameldoshii.chaos.History.Entity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges what a route was given by what really happened. Pure.
 *
 * <p>What must hold for each entity whose events the route wants:
 *
 * <ul>
 *   <li>Every change was delivered, or is superseded by a newer state of the same entity that was delivered, or lies in a
 *       gap that was announced for its event type, its location and its time. So the last state was delivered. The states of an entity whose deletion
 *       lies in such a gap count as superseded by it: no list shows them any more. A row that cannot be read is skipped; if it is not shown again, the
 *       states up to then are excused.
 *   <li>No older state comes after a newer one. One exception: where lists lag behind events, and a new stay cannot know what
 *       the former one was told last ({@link Repeats#allowsOlder}).
 *   <li>Nothing is delivered that never happened.
 *   <li>A state is told once, in whatever stays. Allowed are:
 *       <ul>
 *         <li>the creation and the change that one row stands for, in this order: both show the row. A stop may come between
 *             them;
 *         <li>what is of a {@link RepeatKind}, which is counted.
 *       </ul>
 *   <li>A machine that was taken over delivers for {@link #AWARE_WITHIN} more at most. What it delivers then counts as delivered, but
 *       order and repetitions are those of the other machine.
 * </ul>
 */
final class Oracle {

    /** It asks the database every 2 s, looks every half of one, and may be at work on an exchange then. */
    static final long AWARE_WITHIN = 3_000 + Repeats.BUSY_MACHINE;

    private final History history;
    private final Repeats repeats;
    private final Map<Entity, List<Change>> states = new LinkedHashMap<>();

    private Oracle(History history) {
        this.history = history;
        this.repeats = new Repeats(history);
        for (Change change : history.changes()) {
            if (history.route().wants(change.eventType())) {
                states.computeIfAbsent(change.entity(), key -> new ArrayList<>())
                        .add(change);
            }
        }
    }

    /** Everything that is wrong; empty if nothing is. */
    static List<Violation> judge(History history) {
        Oracle oracle = new Oracle(history);
        List<Violation> violations = new ArrayList<>(oracle.lost());
        violations.addAll(oracle.wrongSteps());
        return violations;
    }

    /** Only what is lost, or has not been delivered yet. */
    static List<Violation> lacking(History history) {
        return new Oracle(history).lost();
    }

    /** The deliveries that repeated a state and were allowed to; the change that one row tells with the creation is none. */
    static List<Repeats.Allowed> repetitions(History history) {
        Oracle oracle = new Oracle(history);
        List<Repeats.Allowed> repetitions = new ArrayList<>(oracle.toldByBoth());
        for (List<Told> told : oracle.toldInTime().values()) {
            for (int i = 0; i < told.size(); i++) {
                oracle.repetition(told, i)
                        .flatMap(pair -> oracle.repeats.allows(pair.first(), pair.again()))
                        .ifPresent(repetitions::add);
            }
        }
        return repetitions;
    }

    private List<Violation> lost() {
        Map<Entity, Integer> newest = new HashMap<>();
        told().forEach((entity, told) -> newest.put(
                entity,
                told.stream().mapToInt(one -> one.change().state()).max().orElse(0)));
        List<Violation> violations = new ArrayList<>();
        for (List<Change> changes : states.values()) {
            // Older ones are superseded by the last that was delivered.
            for (Change change : changes) {
                if (change.state() > newest.getOrDefault(change.entity(), 0)
                        && !isInGap(change)
                        && !wasUnreadable(change)
                        && !isDeletedInGap(changes)) {
                    violations.add(new Violation(
                            Violation.What.LOST,
                            history.route().id() + ": state " + change.state() + " of " + change.entity() + " ("
                                    + change.eventType() + " '" + change.status() + "' at " + change.at()
                                    + ") was not delivered, nor a newer one; " + story(change.entity())));
                }
            }
        }
        return violations;
    }

    private boolean wasUnreadable(Change change) {
        Long at = history.rules().unreadable().get(change.entity());
        return at != null && change.at() <= at;
    }

    /** What is deleted is in no list any more: the service itself cannot tell its former states. */
    private boolean isDeletedInGap(List<Change> changes) {
        Change last = changes.get(changes.size() - 1);
        return last.isDeletion() && isInGap(last);
    }

    private boolean isInGap(Change change) {
        return history.gaps().stream().anyMatch(gap -> gap.covers(change, gapTolerance()));
    }

    /** Where the clocks differ, by how much is known to a second. */
    private long gapTolerance() {
        return history.rules().overlapMillis() + (history.rules().clocksDiffer() ? 1_000 : 0);
    }

    private List<Repeats.Allowed> toldByBoth() {
        Map<Entity, List<Told>> inTime = toldInTime();
        return told().values().stream()
                .flatMap(List::stream)
                .filter(one -> one.delivery().isLate()
                        && inTime.getOrDefault(one.change().entity(), List.of()).stream()
                                .anyMatch(other -> other.change().equals(one.change())))
                .map(one ->
                        new Repeats.Allowed(RepeatKind.BY_BOTH, one.delivery().lateMillis()))
                .toList();
    }

    /** Without what was delivered by a machine that had been taken over. */
    private Map<Entity, List<Told>> toldInTime() {
        Map<Entity, List<Told>> told = told();
        told.values().forEach(all -> all.removeIf(one -> one.delivery().isLate()));
        return told;
    }

    private Map<Entity, List<Told>> told() {
        Map<Entity, List<Told>> told = new LinkedHashMap<>();
        for (Delivery delivery : history.deliveries()) {
            changeOf(delivery).ifPresent(change -> told.computeIfAbsent(delivery.entity(), key -> new ArrayList<>())
                    .add(new Told(delivery, change, stayOf(delivery))));
        }
        return told;
    }

    private Optional<Change> changeOf(Delivery delivery) {
        return states.getOrDefault(delivery.entity(), List.of()).stream()
                .filter(change -> change.isDeletion() == delivery.isDeletion()
                        && change.status().equals(delivery.status())
                        && (delivery.version().isEmpty() || delivery.version().equals(change.version())))
                .findFirst();
    }

    private int stayOf(Delivery delivery) {
        int stay = 0;
        while (stay + 1 < history.stays().size()
                && history.stays().get(stay + 1).since() <= delivery.receivedAt()) {
            stay++;
        }
        return stay;
    }

    private List<Violation> wrongSteps() {
        List<Violation> violations = new ArrayList<>();
        for (Delivery delivery : history.deliveries()) {
            if (changeOf(delivery).isEmpty()) {
                violations.add(new Violation(
                        Violation.What.INVENTED, history.route().id() + ": " + delivery + " never happened"));
            }
            if (delivery.lateMillis() > AWARE_WITHIN) {
                violations.add(new Violation(
                        Violation.What.NOT_FENCED,
                        history.route().id() + ": " + delivery + " was finished " + delivery.lateMillis()
                                + " ms after another machine had taken over"));
            }
        }
        for (List<Told> told : toldInTime().values()) {
            for (int i = 1; i < told.size(); i++) {
                check(told, i).ifPresent(violations::add);
            }
        }
        return violations;
    }

    private Optional<Violation> check(List<Told> told, int index) {
        Told one = told.get(index);
        Told newest = one;
        for (Told before : told.subList(0, index)) {
            if (before.change().state() > newest.change().state()) {
                newest = before;
            }
        }
        if (newest != one) {
            return repeats.allowsOlder(newest, one)
                    ? Optional.empty()
                    : violation(Violation.What.ORDER, one, "after the newer state of " + newest.delivery());
        }
        return repetition(told, index)
                .filter(pair -> repeats.allows(pair.first(), pair.again()).isEmpty())
                .flatMap(pair -> violation(
                        Violation.What.DUPLICATE,
                        one,
                        "again, after " + pair.first().delivery() + ", received at "
                                + pair.first().delivery().receivedAt() + " and finished at "
                                + pair.first().delivery().finishedAt()));
    }

    /** What was told, and is told again. */
    private record Repetition(Told first, Told again) {}

    private Optional<Repetition> repetition(List<Told> told, int index) {
        return latestOfSame(told, index)
                .filter(same -> !isSecondOfPair(same, told, index))
                .map(same -> new Repetition(same, told.get(index)));
    }

    private Optional<Told> latestOfSame(List<Told> told, int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (told.get(i).change().equals(told.get(index).change())) {
                return Optional.of(told.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether it is the change of which the delivery before tells the creation, both made of one row. */
    private static boolean isSecondOfPair(Told same, List<Told> told, int index) {
        Told second = told.get(index);
        boolean isPair = !same.isOfSocket()
                && !second.isOfSocket()
                && same.delivery().eventType().endsWith("_created")
                && second.delivery().eventType().endsWith("_updated");
        boolean ofOneScan = same == told.get(index - 1)
                && same.stay() == second.stay()
                && same.delivery().origin().equals(second.delivery().origin());
        // The stay may have ended when it had told the first; a row that shows the creation alone has no second.
        boolean leftToNextStay = same.stay() < second.stay() && same.change().state() > 1;
        return isPair && (ofOneScan || leftToNextStay);
    }

    /** What happened to an entity and what was told of it, for people. */
    private String story(Entity entity) {
        List<String> parts = new ArrayList<>();
        states.getOrDefault(entity, List.of())
                .forEach(change -> parts.add(change.at() + " is '" + change.status() + "'"));
        history.deliveries().stream()
                .filter(delivery -> delivery.entity().equals(entity))
                .forEach(delivery -> parts.add(delivery.receivedAt() + " told " + delivery));
        history.cuts().forEach(at -> parts.add(at + " cut"));
        history.gaps().stream()
                .filter(gap -> gap.location().isEmpty() || gap.location().equals(entity.location()))
                .forEach(gap -> parts.add(gap.from() + " gap to " + gap.to() + " of " + gap.eventTypes()));
        history.stays()
                .forEach(stay -> parts.add(stay.since() + " stay from position "
                        + stay.position().map(String::valueOf).orElse("none")
                        + stay.killedAt().map(at -> ", killed at " + at).orElse("")));
        Collections.sort(parts);
        return String.join(", ", parts);
    }

    private Optional<Violation> violation(Violation.What what, Told one, String why) {
        return Optional.of(new Violation(
                what,
                history.route().id() + ": " + one.delivery() + " came " + why + "; "
                        + story(one.change().entity())));
    }
}
