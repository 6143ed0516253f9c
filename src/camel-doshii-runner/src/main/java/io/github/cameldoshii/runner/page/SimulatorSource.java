package io.github.cameldoshii.runner.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.LogEntry;
import io.github.cameldoshii.simulator.SentEvent;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.state.Kind;
import io.github.cameldoshii.simulator.state.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a simulator does: its clients, orders and armed faults and, where no route is shown beside it, the events that it sends.
 */
public final class SimulatorSource implements PageSource {

    private static final int MAX_ORDERS = 30;
    private static final int MAX_TYPES = 100;
    private static final LedgerEntry NOTHING_READ =
            new LedgerEntry(0, Instant.EPOCH, LedgerEntry.Change.CREATED, Kind.LOCATION, "", "", "", "", "", false);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean alone;
    private volatile Optional<DoshiiSimulator> simulator = Optional.empty();

    // Of the publisher's thread.
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<Integer, Client> clients = new LinkedHashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private LedgerEntry ledgerRead = NOTHING_READ;
    private long logRead;
    private long eventsRead;

    private record Order(String id, String location, String status, String version) {}

    private record Client(int number, long since, long pings, long lastPing) {}

    private record Armed(String match, String action, int applied, int times) {}

    /** @param alone whether its events are to be shown, because no route shows those that it receives */
    public SimulatorSource(boolean alone) {
        this.alone = alone;
    }

    /** It begins to listen after what shows it was made. */
    public void started(DoshiiSimulator started) {
        simulator = Optional.of(started);
    }

    @Override
    public void watched(boolean watched) {
        // What is asked costs nothing while nobody asks.
    }

    @Override
    public void addTo(PageUpdate update) {
        simulator.ifPresent(doshii -> {
            readLedger(doshii);
            doshii.log(logRead).forEach(entry -> read(entry, update));
            if (alone) {
                doshii.events(eventsRead).forEach(event -> read(event, update));
                update.addTotal(eventsRead);
                update.put("counts", TypeCount.of(counts));
            }
            Map<String, Object> state = new LinkedHashMap<>();
            state.put("socketUrl", doshii.socketUrl());
            state.put("clients", clients.values());
            state.put("orders", newestFirst());
            state.put(
                    "faults",
                    doshii.faults().list().stream().map(SimulatorSource::armed).toList());
            update.put("simulator", state);
        });
    }

    /** With the last one that was read, which is not there any more after a reset. */
    private void readLedger(DoshiiSimulator doshii) {
        List<LedgerEntry> changes = doshii.ledger(Math.max(0, ledgerRead.sequence() - 1));
        boolean goesOn = !changes.isEmpty() && isSame(changes.get(0), ledgerRead);
        if (!goesOn) {
            orders.clear();
        }
        for (LedgerEntry change : goesOn ? changes.subList(1, changes.size()) : changes) {
            ledgerRead = change;
            if (change.kind() == Kind.ORDER) {
                read(change);
            }
        }
    }

    private static boolean isSame(LedgerEntry one, LedgerEntry other) {
        return one.sequence() == other.sequence() && one.at().equals(other.at());
    }

    private void read(LedgerEntry change) {
        String key = change.locationId() + '/' + change.id();
        if (change.change() == LedgerEntry.Change.DELETED) {
            orders.remove(key);
            return;
        }
        orders.put(key, new Order(change.id(), change.locationId(), change.status(), change.version()));
        if (orders.size() > MAX_ORDERS) {
            orders.remove(orders.keySet().iterator().next());
        }
    }

    private List<Order> newestFirst() {
        List<Order> newest = new ArrayList<>();
        orders.values().forEach(order -> newest.add(0, order));
        return newest;
    }

    private void read(LogEntry entry, PageUpdate update) {
        logRead = entry.sequence();
        long at = entry.at().toEpochMilli();
        int number = entry.connection();
        switch (entry.type()) {
            case OPENED -> {
                clients.put(number, new Client(number, at, 0, 0));
                tell(update, at, "connected", "connection " + number + " is open" + others());
            }
            case PING ->
                clients.computeIfPresent(
                        number, (same, client) -> new Client(number, client.since(), client.pings() + 1, at));
            case CLOSED -> {
                if (clients.remove(number) != null) {
                    String kind = clients.isEmpty() ? "disconnected" : "left";
                    tell(update, at, kind, "connection " + number + " has ended: " + entry.detail() + others());
                }
            }
            case REFUSED -> tell(update, at, "refused", "connect attempt " + number + ": " + entry.detail() + others());
            case FAULT -> update.add(new Moment(at, "fault", "", entry.detail()));
            default -> {
                // Told by what it leads to.
            }
        }
    }

    /** To whom nothing has happened. */
    private String others() {
        return clients.isEmpty() ? "" : "; open: " + clients.size();
    }

    /** On the one line of all clients, which is up while there is one. */
    private void tell(PageUpdate update, long at, String kind, String text) {
        if (alone) {
            boolean changes = kind.equals("connected") || clients.isEmpty();
            update.add(new Moment(at, kind, changes ? "clients" : "", text));
        }
    }

    private void read(SentEvent event, PageUpdate update) {
        eventsRead = event.sequence();
        String type = counts.containsKey(event.name()) || counts.size() < MAX_TYPES ? event.name() : "other";
        counts.merge(type, 1L, Long::sum);
        JsonNode data = data(event.data());
        update.add(new PageEvent(
                event.at().toEpochMilli(),
                event.name(),
                data.path("id").asText(""),
                data.path("locationId").asText(""),
                data.path("status").asText(""),
                event.told() ? "sent" : "nobody connected",
                "",
                ""));
    }

    private static JsonNode data(String text) {
        try {
            return JSON.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException noJson) {
            return JSON.createObjectNode();
        }
    }

    private static Armed armed(Fault.State state) {
        Fault fault = state.fault();
        int times = fault.times() == Fault.ALWAYS ? 0 : fault.times();
        return new Armed(fault.match().toString(), fault.action().toString(), state.applied(), times);
    }
}
