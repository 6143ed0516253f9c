package io.github.cameldoshii.chaos;

import io.github.cameldoshii.chaos.History.Change;
import io.github.cameldoshii.chaos.History.Delivery;
import io.github.cameldoshii.chaos.History.Entity;
import io.github.cameldoshii.chaos.History.Stay;
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
 *   <li>No older state comes after a newer one. One exception: where lists lag behind events, a route that starts anew may
 *       be shown by a list what it was told before, and then the newer state again.
 *   <li>Nothing is delivered that never happened.
 *   <li>A state is told once. Allowed are:
 *       <ul>
 *         <li>the creation and the change that one row stands for, in this order: both show the row;
 *         <li>in a later stay (after a stop, a suspension, a restart or a kill), everything that changed since the position
 *             that was stored, less the overlap: a stay knows nothing of former ones but the position. Only rows repeat: an
 *             event of the socket is sent once, and goes to the stay that was there;
 *         <li>in a later stay whose position the route cannot trust (it was stored by a wall clock that is set now and then,
 *             or by a {@code Date} that something between had made up), any row: it has to look back;
 *         <li>in a later stay, what a reconciliation shows: it asks for what has changed since the one before, for all routes
 *             of the connection, also those that have come since;
 *         <li>in the same stay, a row that repeats one event of the socket, if the connection has been cut in between: it was
 *             in doubt whether that event had been the last. What was told by a row is never in doubt;
 *         <li>where the clocks differ, any row in the window: what was delivered is compared with it by the difference of the
 *             clocks, which is known to a second.
 *       </ul>
 * </ul>
 */
final class Oracle {

    private final History history;
    private final Map<Entity, List<Change>> states = new LinkedHashMap<>();

    private Oracle(History history) {
        this.history = history;
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

    /** How many deliveries repeated a state that had been told, but for the change that one row tells with the creation. */
    static int repetitions(History history) {
        Oracle oracle = new Oracle(history);
        int repetitions = 0;
        for (List<Told> told : oracle.told().values()) {
            for (int i = 0; i < told.size(); i++) {
                if (oracle.latestOfSame(told, i).isPresent() && !oracle.isSecondOfPair(told, i)) {
                    repetitions++;
                }
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

    /**
     * A delivery and the change that it tells of.
     *
     * @param stay index of the stay in which it was received
     */
    private record Told(Delivery delivery, Change change, int stay) {}

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
        }
        for (List<Told> told : told().values()) {
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
            boolean shownByLaggingList =
                    history.rules().listsLag() && !one.delivery().isOfSocket() && one.stay() > newest.stay();
            return shownByLaggingList
                    ? Optional.empty()
                    : violation(Violation.What.ORDER, one, "after the newer state of " + newest.delivery());
        }
        Optional<Told> same = latestOfSame(told, index);
        if (same.isEmpty() || isSecondOfPair(told, index)) {
            return Optional.empty();
        }
        return forbidden(same.get(), one).flatMap(why -> violation(Violation.What.DUPLICATE, one, why));
    }

    private Optional<Told> latestOfSame(List<Told> told, int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (told.get(i).change().equals(told.get(index).change())) {
                return Optional.of(told.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether it is the change of which the delivery just before tells the creation, both made of one row. */
    private boolean isSecondOfPair(List<Told> told, int index) {
        if (index == 0) {
            return false;
        }
        Delivery second = told.get(index).delivery();
        Delivery first = told.get(index - 1).delivery();
        return !second.isOfSocket()
                && second.origin().equals(first.origin())
                && first.eventType().endsWith("_created")
                && second.eventType().endsWith("_updated")
                && told.get(index - 1).change().equals(told.get(index).change())
                && told.get(index - 1).stay() == told.get(index).stay();
    }

    /** Why a repetition is not allowed; absent if it is. */
    private Optional<String> forbidden(Told first, Told again) {
        if (again.delivery().isOfSocket()) {
            return Optional.of("again by the socket, after " + first.delivery());
        }
        if (first.stay() < again.stay()) {
            return beforeTheWindow(again);
        }
        if (history.rules().clocksDiffer()) {
            return Optional.empty();
        }
        if (!first.delivery().isOfSocket()) {
            return Optional.of("again, after it was told by a row");
        }
        boolean cut = history.cuts().stream()
                .anyMatch(at -> first.delivery().receivedAt() <= at
                        && at <= again.delivery().receivedAt());
        return cut ? Optional.empty() : Optional.of("again, although the connection had not been cut");
    }

    private Optional<String> beforeTheWindow(Told again) {
        Stay stay = history.stays().get(again.stay());
        if (again.delivery().origin().equals("reconcile") || !stay.certain()) {
            return Optional.empty();
        }
        long begin = stay.position().orElse(stay.since()) - history.rules().overlapMillis();
        // Where the clocks differ, by how much is known to a second.
        long tolerance = history.rules().clocksDiffer() ? 1_000 : 0;
        return again.change().at() >= begin - tolerance
                ? Optional.empty()
                : Optional.of("again in a later stay, although it is older than the position less the overlap, by "
                        + (begin - again.change().at()) + " ms");
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
                        + stay.position().map(String::valueOf).orElse("none")));
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
