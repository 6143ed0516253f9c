package io.github.cameldoshii.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Living(Kind kind, String id) {}

    private final Conditions conditions;
    private final DoshiiSimulator simulator;
    private final Sabotage sabotage;
    private final List<String> locations = new ArrayList<>();
    private final List<Living> living = new ArrayList<>();
    private final Map<String, Integer> stateNumbers = new HashMap<>();
    private final Map<String, String> transactions = new HashMap<>();
    private final Map<Entity, Long> unreadable = new ConcurrentHashMap<>();

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
        sabotage.on(simulator);
    }

    DoshiiSimulator simulator() {
        return simulator;
    }

    /** All faults end. What is dead is cut, so that the client need not find out. */
    void heal() {
        simulator.faults().clear();
        sabotage.on(simulator);
    }

    /** What has happened to the entities, times by our clock. */
    List<Change> changes() {
        Map<Entity, Integer> numbers = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        for (LedgerEntry entry : simulator.ledger()) {
            if (!entry.eventType().isEmpty() && entry.kind() != Kind.LOCATION) {
                Entity entity = new Entity(entry.kind().word(), entry.id());
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
        } else if (step instanceof Step.ForgetToTell forget) {
            String type = forget.entity().word() + "_created";
            simulator
                    .faults()
                    .add(Fault.on(Match.event(type)).then(Actions.swallow()).times(Fault.ALWAYS));
            create(forget.entity(), forget.location());
            simulator.faults().clear();
            sabotage.on(simulator);
        }
    }

    private void create(Kind kind, int location) {
        String id = entities(kind)
                .create(locations.get(location), Map.of("status", status(kind, 1)))
                .id();
        living.add(new Living(kind, id));
        stateNumbers.put(kind + id, 1);
    }

    private void burst(Step.Burst burst) {
        int first = living.size();
        for (int i = 0; i < burst.orders(); i++) {
            create(Kind.ORDER, burst.location());
        }
        living.subList(first, first + burst.orders()).forEach(this::change);
    }

    private void change(int pick) {
        if (!living.isEmpty()) {
            change(pick(living, pick));
        }
    }

    private void change(Living one) {
        int state = stateNumbers.get(one.kind() + one.id()) + 1;
        if (one.kind() == Kind.CHECKIN && state > CHECKIN_STATES.size()) {
            return;
        }
        stateNumbers.put(one.kind() + one.id(), state);
        entities(one.kind()).update(one.id(), status(one.kind(), state));
    }

    /** The service of the simulator does not touch the order by itself, which is how a transaction is found in a list. */
    private void pay(int pick) {
        List<Living> orders =
                living.stream().filter(one -> one.kind() == Kind.ORDER).toList();
        if (orders.isEmpty()) {
            return;
        }
        Living order = pick(orders, pick);
        String id = transactions.get(order.id());
        if (id == null) {
            String made = simulator
                    .transactions()
                    .create(
                            simulator.orders().find(order.id()).orElseThrow().locationId(),
                            Map.of("orderId", order.id(), "status", status(Kind.TRANSACTION, 1)))
                    .id();
            transactions.put(order.id(), made);
            stateNumbers.put(Kind.TRANSACTION + made, 1);
        } else {
            change(new Living(Kind.TRANSACTION, id));
        }
        change(order);
    }

    private void delete(int pick) {
        List<Living> deletable =
                living.stream().filter(one -> DELETABLE.contains(one.kind())).toList();
        if (!deletable.isEmpty()) {
            Living one = pick(deletable, pick);
            living.remove(one);
            entities(one.kind()).delete(one.id());
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
            simulator.dropConnections();
        } else if (step instanceof Step.Close close) {
            simulator.closeConnections(close.code(), "simulated");
        } else if (step instanceof Step.HalfOpen) {
            simulator.blackHole();
        } else if (step instanceof Step.Silent) {
            simulator.stopWriting();
        } else if (step instanceof Step.HangingUpgrade hanging) {
            cutAnd(Match.dial(), Actions.hang(), hanging.times());
        } else if (step instanceof Step.BusyUpgrade busy) {
            cutAnd(Match.dial(), Actions.answer(503, Map.of("Retry-After", "1"), ""), busy.times());
        } else if (step instanceof Step.RefusedUpgrade refused) {
            cutAnd(Match.dial(), Actions.status(refused.status()), 1);
        } else if (step instanceof Step.AcceptThenClose close) {
            cutAnd(Match.opened(), Actions.close(1011, "simulated"), close.times());
        } else if (step instanceof Step.CutInsteadOfEvent) {
            fault(Match.event("*"), Actions.reset(), 1);
        } else if (step instanceof Step.CutWithinEvent) {
            fault(Match.event("*"), Actions.halfMessageThenReset(""), 1);
        } else if (step instanceof Step.CutBehindEvent behind) {
            change(behind.pick());
            simulator.dropConnections();
        } else if (step instanceof Step.Garbage garbage) {
            simulator.sendText(garbage.text());
        }
    }

    private void cutAnd(Match match, Action then, int times) {
        fault(match, then, times);
        simulator.dropConnections();
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
            for (Kind kind : List.of(Kind.ORDER, Kind.CHECKIN, Kind.BOOKING, Kind.LOYALTY_CHECKIN)) {
                simulator
                        .faults()
                        .add(Fault.on(Match.rest("GET", "/" + kind.path())).onRest((call, next) -> {
                            call.rewrite(body -> withUnreadableRow(kind.word(), body));
                            next.run();
                        }));
            }
        }
    }

    private void rest(Action action, int times) {
        fault(Match.rest("GET", "*"), action, times);
    }

    /** Entities of which a row was shown that cannot be read, and when by our clock. */
    Map<Entity, Long> unreadable() {
        return unreadable;
    }

    /** Spoils one row in all. */
    private String withUnreadableRow(String kind, String body) {
        try {
            JsonNode page = JSON.readTree(body);
            JsonNode rows = page.isArray() ? page : page.path("rows");
            boolean hasRows = rows instanceof ArrayNode array
                    && !array.isEmpty()
                    && array.get(0).has("status");
            if (!hasRows || !unreadable.isEmpty()) {
                return body;
            }
            long now = System.currentTimeMillis();
            JsonNode row = rows.get(0);
            unreadable.put(new Entity(kind, row.path("id").asText()), now);
            row.path("transactions")
                    .forEach(transaction -> unreadable.put(
                            new Entity(
                                    Kind.TRANSACTION.word(),
                                    transaction.path("id").asText()),
                            now));
            ((ArrayNode) rows).set(0, JSON.getNodeFactory().textNode("simulated"));
            return page.toString();
        } catch (JsonProcessingException e) {
            return body;
        }
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
