package io.github.cameldoshii.chaos;

import io.github.cameldoshii.chaos.History.Change;
import io.github.cameldoshii.chaos.History.Entity;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.Entities;
import io.github.cameldoshii.simulator.SimulatorException;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.state.Kind;
import io.github.cameldoshii.simulator.state.LedgerEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated service of one run: makes the changes and faults of a schedule. Each state of an entity gets a status of
 * its own, so that an event can be told from all others. Used by one thread, but for what only reads.
 */
final class Service implements AutoCloseable {

    /** Check-ins are listed by status, so theirs must be real ones; a check-in has no more states than these. */
    private static final List<String> CHECKIN_STATES =
            List.of("pending", "accepted", "rejected", "cancelled", "complete", "active");

    private static final Set<Kind> DELETABLE = Set.of(Kind.CHECKIN, Kind.BOOKING, Kind.LOYALTY_CHECKIN);

    /** Changes go mostly to one of so many newest entities. */
    private static final int NEWEST = 12;

    private static final int FIRST_EQUAL_ID = 6;
    private static final String UPDATED_AT = "updatedAt";

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private record Living(Kind kind, String location, String id) {}

    private final Conditions conditions;
    private final DoshiiSimulator simulator;
    private final Sabotage sabotage;
    private final List<String> locations = new ArrayList<>();
    private final List<Living> living = new ArrayList<>();
    private final Map<Living, Integer> stateNumbers = new HashMap<>();
    private final Map<Living, Living> transactions = new HashMap<>();
    private final Map<Kind, Integer> numbers = new EnumMap<>(Kind.class);
    private final SplittableRandom twins = new SplittableRandom(7);
    private final MalformedRows malformedRows = new MalformedRows();
    private final FieldFaults fieldFaults;
    private final List<Long> deadSince = new CopyOnWriteArrayList<>();

    Service(Conditions conditions, Sabotage sabotage) {
        this.conditions = conditions;
        this.sabotage = sabotage;
        simulator = DoshiiSimulator.start(SimulatorOptions.defaults()
                .withPort(0)
                .withClock(Clock.offset(Clock.systemUTC(), Duration.ofMillis(conditions.clockAheadMillis()))));
        locations.add(simulator.locations().all().get(0).id());
        for (int i = 1; i < conditions.locations(); i++) {
            locations.add(
                    simulator.locations().create(Map.of("id", "venue" + i)).id());
        }
        simulator.listLag(Duration.ofMillis(conditions.listLagMillis()));
        fieldFaults = new FieldFaults(conditions, simulator, locations);
        fieldFaults.arm();
        sabotage.on(simulator);
    }

    DoshiiSimulator simulator() {
        return simulator;
    }

    /** All faults that can end do. What is dead is cut, so that the client need not find out. */
    void heal() {
        clearFaults();
    }

    private void clearFaults() {
        simulator.faults().clear();
        fieldFaults.arm();
        sabotage.on(simulator);
    }

    /** What has happened to the entities, times by our clock. */
    List<Change> changes() {
        Map<Entity, Integer> numbers = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        for (LedgerEntry entry : simulator.ledger()) {
            if (!entry.eventType().isEmpty() && entry.kind() != Kind.LOCATION) {
                Entity entity = new Entity(entry.kind().word(), entry.locationId(), entry.id());
                changes.add(new Change(
                        entity,
                        numbers.merge(entity, 1, Integer::sum),
                        entry.status(),
                        entry.version(),
                        entry.eventType(),
                        entry.at().toEpochMilli() - conditions.clockAheadMillis()));
            }
        }
        return changes;
    }

    void data(Step.Data step) {
        if (step instanceof Step.Create create) {
            create(create.entity(), create.location());
        } else if (step instanceof Step.Change change) {
            change(change.pick());
        } else if (step instanceof Step.Pay pay) {
            pay(pay.pick());
        } else if (step instanceof Step.Delete delete) {
            delete(delete.pick());
        } else if (step instanceof Step.Burst burst) {
            burst(burst);
        } else if (step instanceof Step.Bloat bloat) {
            bloat(bloat);
        } else if (step instanceof Step.ForgetToTell forget) {
            String type = forget.entity().word() + "_created";
            simulator
                    .faults()
                    .add(Fault.on(Match.event(type)).then(Actions.swallow()).times(Fault.ALWAYS));
            create(forget.entity(), forget.location());
            clearFaults();
        }
    }

    private void create(Kind kind, int location) {
        if (!conditions.field().equalIds()) {
            create(kind, locations.get(location), Map.of());
            return;
        }
        String id = String.valueOf(FIRST_EQUAL_ID + numbers.merge(kind, 1, Integer::sum));
        Map<String, Object> stamps = stamps();
        for (int i = 0; i < locations.size(); i++) {
            if (i == location || twins.nextBoolean()) {
                Map<String, Object> fields = new HashMap<>(stamps);
                fields.put("id", id);
                fields.put("createdAt", stamps.get(UPDATED_AT));
                create(kind, locations.get(i), fields);
            }
        }
    }

    /**
     * The time of twins, never a whole second: that may be a rounded one, and the ledger, which looks at the clock a moment later,
     * would not show it.
     */
    private Map<String, Object> stamps() {
        long now = System.currentTimeMillis() + conditions.clockAheadMillis();
        long stamp = now % 1_000 == 0 ? now + 1 : now;
        return Map.of(UPDATED_AT, Instant.ofEpochMilli(stamp).toString());
    }

    private Living create(Kind kind, String location, Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("status", status(kind, 1));
        Living made =
                new Living(kind, location, entities(kind).create(location, all).id());
        if (kind != Kind.TRANSACTION) {
            living.add(made);
        }
        stateNumbers.put(made, 1);
        return made;
    }

    private void burst(Step.Burst burst) {
        int first = living.size();
        for (int i = 0; i < burst.orders(); i++) {
            create(Kind.ORDER, burst.location());
        }
        List.copyOf(living.subList(first, living.size())).forEach(one -> change(one, Map.of()));
    }

    private void change(int pick) {
        if (living.isEmpty()) {
            return;
        }
        Living one = pick(living, pick);
        if (!conditions.field().equalIds()) {
            change(one, Map.of());
            return;
        }
        Map<String, Object> stamps = stamps();
        living.stream()
                .filter(other -> other.equals(one)
                        || other.kind() == one.kind() && other.id().equals(one.id()) && twins.nextBoolean())
                .forEach(other -> change(other, stamps));
    }

    private void change(Living one, Map<String, Object> fields) {
        int state = stateNumbers.get(one) + 1;
        if (one.kind() == Kind.CHECKIN && state > CHECKIN_STATES.size()) {
            return;
        }
        stateNumbers.put(one, state);
        Map<String, Object> all = new HashMap<>(fields);
        all.put("status", status(one.kind(), state));
        entities(one.kind()).at(one.location()).update(one.id(), all);
    }

    /** The service of the simulator does not touch the order by itself, which is how a transaction is found in a list. */
    private void pay(int pick) {
        List<Living> orders =
                living.stream().filter(one -> one.kind() == Kind.ORDER).toList();
        if (orders.isEmpty()) {
            return;
        }
        Living order = pick(orders, pick);
        Living transaction = transactions.get(order);
        if (transaction == null) {
            Map<String, Object> fields = new HashMap<>(Map.of("orderId", order.id()));
            if (conditions.field().equalIds()) {
                fields.put("id", order.id());
            }
            transactions.put(order, create(Kind.TRANSACTION, order.location(), fields));
        } else {
            change(transaction, Map.of());
        }
        change(order, Map.of());
    }

    private void bloat(Step.Bloat bloat) {
        List<Living> orders =
                living.stream().filter(one -> one.kind() == Kind.ORDER).toList();
        if (!orders.isEmpty()) {
            int size = bloat.tooLarge() ? 2 * Field.SMALL_BODY : Field.SMALL_BODY / 4;
            change(pick(orders, bloat.pick()), Map.of("notes", "x".repeat(size)));
        }
    }

    private void delete(int pick) {
        List<Living> deletable =
                living.stream().filter(one -> DELETABLE.contains(one.kind())).toList();
        if (!deletable.isEmpty()) {
            Living one = pick(deletable, pick);
            living.remove(one);
            entities(one.kind()).at(one.location()).delete(one.id());
        }
    }

    private static Living pick(List<Living> from, int pick) {
        int newest = Math.min(NEWEST, from.size());
        return pick % 5 == 0 ? from.get(pick % from.size()) : from.get(from.size() - 1 - pick % newest);
    }

    private static String status(Kind kind, int state) {
        return kind == Kind.CHECKIN ? CHECKIN_STATES.get(state - 1) : "state-" + state;
    }

    private Entities entities(Kind kind) {
        return switch (kind) {
            case ORDER -> simulator.orders();
            case TRANSACTION -> simulator.transactions();
            case CHECKIN -> simulator.checkins();
            case BOOKING -> simulator.bookings();
            case LOYALTY_CHECKIN -> simulator.loyaltyCheckins();
            case TABLE, LOCATION, MENU -> throw new IllegalArgumentException(kind.word());
        };
    }

    void socketFault(Step.SocketFault step) {
        if (step instanceof Step.Reset) {
            drop();
        } else if (step instanceof Step.Close close) {
            simulator.closeConnections(close.code(), "simulated");
            deadSince.add(System.currentTimeMillis());
        } else if (step instanceof Step.HalfOpen) {
            simulator.blackHole();
            deadSince.add(System.currentTimeMillis());
        } else if (step instanceof Step.Silent) {
            simulator.stopWriting();
            deadSince.add(System.currentTimeMillis());
        } else if (step instanceof Step.HangingUpgrade hanging) {
            cutAnd(Match.upgrade(), Actions.hang(), hanging.times());
        } else if (step instanceof Step.BusyUpgrade busy) {
            cutAnd(Match.upgrade(), Actions.answer(503, Map.of("Retry-After", "1"), ""), busy.times());
        } else if (step instanceof Step.RefusedUpgrade refused) {
            cutAnd(Match.upgrade(), Actions.status(refused.status()), 1);
        } else if (step instanceof Step.AcceptThenClose close) {
            cutAnd(Match.opened(), Actions.close(1011, "simulated"), close.times());
        } else if (step instanceof Step.CutInsteadOfEvent) {
            fault(Match.event("*"), Actions.reset(), 1);
        } else if (step instanceof Step.CutWithinEvent) {
            fault(Match.event("*"), Actions.halfMessageThenReset(""), 1);
        } else if (step instanceof Step.CutBehindEvent behind) {
            change(behind.pick());
            drop();
        } else if (step instanceof Step.Garbage garbage) {
            simulator.sendText(garbage.text());
        }
    }

    /** When sockets went dead, or were cut by a step: who is stopping just then is not told. Any thread. */
    List<Long> deadSince() {
        return deadSince;
    }

    private void drop() {
        simulator.dropConnections();
        deadSince.add(System.currentTimeMillis());
    }

    private void cutAnd(Match match, Action then, int times) {
        fault(match, then, times);
        drop();
    }

    private void fault(Match match, Action action, int times) {
        simulator.faults().add(Fault.on(match).then(action).times(times));
    }

    void restFault(Step.RestFault step) {
        if (step instanceof Step.RestStatus status) {
            rest(Actions.status(status.status()), status.times());
        } else if (step instanceof Step.RestBusy busy) {
            rest(Actions.answer(429, Map.of("Retry-After", "1"), ""), busy.times());
        } else if (step instanceof Step.RestHangs hangs) {
            rest(Actions.hang(), hangs.times());
        } else if (step instanceof Step.RestHtml html) {
            rest(Actions.htmlPage(), html.times());
        } else if (step instanceof Step.RestTruncated truncated) {
            rest(Actions.truncate(20, truncated.reset()), 1);
        } else if (step instanceof Step.RestBrokenGzip) {
            rest(Actions.brokenGzip(), 1);
        } else if (step instanceof Step.CutDuringCatchUp cut) {
            simulator
                    .faults()
                    .add(Fault.on(Match.rest("GET", "*"))
                            .then(Actions.dropSockets())
                            .after(cut.page())
                            .once());
        } else if (step instanceof Step.MalformedRow) {
            malformedRows.arm(simulator, locations);
        }
    }

    private void rest(Action action, int times) {
        fault(Match.rest("GET", "*"), action, times);
    }

    /** Entities of which a row was shown that cannot be read, and when by our clock. */
    Map<Entity, Long> unreadable() {
        return malformedRows.unreadable();
    }

    /** Whether more was asked for than helps. */
    Optional<Violation> storm() {
        return fieldFaults.storm();
    }

    @Override
    public void close() {
        try {
            simulator.close();
        } catch (SimulatorException e) {
            LOG.debug("A machine that is too busy to end the simulator in time says nothing about recovery", e);
        }
    }
}
