package io.github.cameldoshii;

import io.github.cameldoshii.api.ApiErrorKind;
import io.github.cameldoshii.api.ApiRequest;
import io.github.cameldoshii.api.DoshiiApiException;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import io.github.cameldoshii.catchup.Lists;
import io.github.cameldoshii.clock.MonotonicTime;
import io.github.cameldoshii.clock.ServiceClock;
import io.github.cameldoshii.clock.ServiceTime;
import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.Origin;
import io.github.cameldoshii.loop.VirtualEventLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A model of the service in virtual time: entities that change, a socket that brings their events in order and with a
 * delay and loses what is on its way when it is cut, and lists that lag, fail and answer late. Everything is drawn from one
 * seed.
 */
final class ModelService implements Lists {

    /** A change of an entity, in the order in which they were made. */
    record LedgerEntry(String key, int version, long at) {}

    private static final class Thing {
        private final String kind;
        private final String id;
        private final String location;
        private final long createdAt;
        private final List<long[]> states = new ArrayList<>();

        Thing(String kind, String id, String location, long createdAt) {
            this.kind = kind;
            this.id = id;
            this.location = location;
            this.createdAt = createdAt;
        }

        /** The state that the lists show at a time: {version, updatedAt}; null while they do not show the entity. */
        long[] at(long time) {
            long[] shown = null;
            for (long[] state : states) {
                if (state[1] <= time) {
                    shown = state;
                }
            }
            return shown;
        }
    }

    private final VirtualEventLoop loop;
    private final Random random;
    private final long start;
    private final long listLag;
    private final Map<String, Thing> things = new LinkedHashMap<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final Map<String, Integer> requests = new HashMap<>();

    private ServiceClock clock;
    private double failureRate;
    private int wireNumber;
    private long lastArrival;
    private Consumer<DoshiiEvent> socket = event -> {};

    ModelService(VirtualEventLoop loop, Random random) {
        this.loop = loop;
        this.random = random;
        this.start = loop.currentTimeMillis() + (random.nextInt(4) == 0 ? random.nextInt(7_200_000) - 3_600_000 : 0);
        this.listLag = random.nextInt(3) == 0 ? random.nextInt(20_000) : 0;
    }

    List<LedgerEntry> ledger() {
        return ledger;
    }

    Map<String, Integer> requests() {
        return requests;
    }

    void failures(double rate) {
        failureRate = rate;
    }

    void connect(Consumer<DoshiiEvent> receiver) {
        wireNumber++;
        lastArrival = loop.nanoTime();
        socket = receiver;
    }

    /** What is on its way is lost. */
    void cut() {
        wireNumber++;
        socket = event -> {};
    }

    /** Brings something over the socket, behind all that is on its way; not if the socket is cut meanwhile. */
    void overTheWire(Runnable arrival) {
        int number = wireNumber;
        lastArrival = Math.max(
                lastArrival,
                loop.nanoTime() + Duration.ofMillis(1 + random.nextInt(200)).toNanos());
        loop.schedule(lastArrival - loop.nanoTime(), () -> {
            if (number == wireNumber) {
                arrival.run();
            }
        });
    }

    void create() {
        String kind = random.nextBoolean() ? "order" : "checkin";
        String id = kind.charAt(0) + String.valueOf(things.size());
        Thing thing = new Thing(kind, id, "L" + random.nextInt(3), serviceTime());
        things.put(id, thing);
        changed(thing, kind + "_created");
    }

    void change() {
        if (things.isEmpty()) {
            create();
            return;
        }
        List<Thing> all = List.copyOf(things.values());
        // Mostly recent ones, sometimes the same one again and again.
        Thing thing = all.get(Math.max(0, all.size() - 1 - random.nextInt(Math.min(all.size(), 20))));
        changed(thing, thing.kind + "_updated");
    }

    private void changed(Thing thing, String type) {
        int version = thing.states.size() + 1;
        thing.states.add(new long[] {version, serviceTime()});
        ledger.add(new LedgerEntry(thing.id, version, serviceTime()));
        Consumer<DoshiiEvent> receiver = socket;
        overTheWire(() -> receiver.accept(new DoshiiEvent(
                type,
                thing.id,
                thing.location,
                "",
                "",
                String.valueOf(version),
                "{}",
                Origin.SOCKET,
                loop.currentTimeMillis())));
    }

    private long serviceTime() {
        return start + Duration.ofNanos(loop.nanoTime()).toMillis();
    }

    /** A process has begun, which knows nothing yet of the service's time. */
    void newProcess() {
        clock = new ServiceClock(() -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, () -> false);
    }

    @Override
    public ServiceClock clock() {
        return clock;
    }

    @Override
    public CompletableFuture<Entity> entity(ApiRequest request) {
        Thing thing = things.get(request.path().substring(request.path().lastIndexOf('/') + 1));
        return answer(request, () -> row(thing, thing.at(serviceTime())));
    }

    @Override
    public CompletableFuture<Page> page(ApiRequest request) {
        requests.merge(request.path(), 1, Integer::sum);
        return answer(request, () -> page(request.path(), request.locationId(), parameters(request.query())));
    }

    private <T> CompletableFuture<T> answer(ApiRequest request, Supplier<T> content) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean fails = random.nextDouble() < failureRate;
        ServiceClock asking = clock;
        MonotonicTime sent = asking.monotonicNow();
        later(() -> {
            T value = content.get();
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.ofEpochMilli(serviceTime()).atZone(ZoneOffset.UTC));
            later(() -> {
                asking.observe(date, sent, asking.monotonicNow());
                if (fails) {
                    answer.completeExceptionally(new DoshiiApiException(
                            ApiErrorKind.SERVER_ERROR, request.operation(), 503, "simulated", Duration.ZERO));
                } else {
                    answer.complete(value);
                }
            });
        });
        return answer;
    }

    private void later(Runnable task) {
        loop.schedule(Duration.ofMillis(1 + random.nextInt(300)).toNanos(), task);
    }

    private Page page(String path, String location, Map<String, Long> query) {
        if (path.equals("/locations")) {
            return new Page(
                    List.of(location("L0"), location("L1"), location("L2")),
                    List.of(),
                    Page.UNTOLD,
                    Page.UNTOLD,
                    Page.UNTOLD);
        }
        boolean orders = path.equals("/orders");
        long shownAt = serviceTime() - listLag;
        long from = query.get("updatedFrom") * 1000;
        long to = query.getOrDefault("updatedTo", Long.MAX_VALUE / 2000) * 1000 + 999;
        List<Entity> rows = new ArrayList<>();
        for (Thing thing : things.values()) {
            long[] state = thing.at(shownAt);
            boolean listed = thing.location.equals(location) && thing.kind.equals(orders ? "order" : "checkin");
            if (listed && state != null && state[1] >= from && state[1] <= to) {
                rows.add(row(thing, state));
            }
        }
        if (orders) {
            rows.sort(Comparator.comparing(Entity::updatedAt));
        }
        int offset = (int) Math.min(rows.size(), query.getOrDefault("offset", 0L));
        // Small pages, so that walks are long.
        int end = Math.min(rows.size(), offset + (int) Math.min(orders ? 7 : 50, query.get("limit")));
        long count = orders ? rows.size() : Page.UNTOLD;
        return new Page(rows.subList(offset, end), List.of(), count, Page.UNTOLD, Page.UNTOLD);
    }

    private static Entity row(Thing thing, long[] state) {
        return new Entity(
                thing.id,
                thing.location,
                "",
                String.valueOf(state[0]),
                "",
                new ServiceTime(thing.createdAt),
                new ServiceTime(state[1]),
                "{\"id\":\"" + thing.id + "\"}");
    }

    private static Entity location(String id) {
        return new Entity(id, "", "", "", "", new ServiceTime(1), new ServiceTime(1), "{}");
    }

    private static Map<String, Long> parameters(String query) {
        Map<String, Long> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && parts[1].matches("\\d+")) {
                parameters.put(parts[0], Long.parseLong(parts[1]));
            }
        }
        return parameters;
    }
}
