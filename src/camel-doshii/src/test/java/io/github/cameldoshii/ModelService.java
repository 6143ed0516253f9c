package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A model of the service in virtual time: entities that change, and a socket that brings their events in order and with a
 * delay and loses what is on its way when it is cut. Its lists are {@link ModelLists}. Everything is drawn from one seed.
 */
final class ModelService {

    /** A change of an entity, in the order in which they were made; the time is the service's. */
    record LedgerEntry(String key, String type, String location, int version, long at) {}

    /** A state of an entity. */
    record State(int version, long updatedAt, int size) {}

    /** An entity. */
    static final class Thing {
        private final String kind;
        private final String id;
        private final String location;
        private final long createdAt;
        private final List<State> states = new ArrayList<>();

        Thing(String kind, String id, String location, long createdAt) {
            this.kind = kind;
            this.id = id;
            this.location = location;
            this.createdAt = createdAt;
        }

        String kind() {
            return kind;
        }

        String id() {
            return id;
        }

        String location() {
            return location;
        }

        long createdAt() {
            return createdAt;
        }

        /** The state that the lists show at a time; null while they do not show the entity. */
        State at(long time) {
            State shown = null;
            for (State state : states) {
                if (state.updatedAt() <= time) {
                    shown = state;
                }
            }
            return shown;
        }
    }

    static final List<String> LOCATIONS = List.of("L0", "L1", "L2");

    /** What a page may hold, in the sizes of its rows: a row is mostly of size 1. */
    static final int SIZE_LIMIT = 60;

    private static final int LARGE = 1_000;
    private static final int HALF_LARGE = 35;

    private final VirtualEventLoop loop;
    private final Random random;
    private final Random field;
    private final FieldConditions conditions;
    private final long start;
    private final long listLag;
    private final Map<String, Thing> things = new LinkedHashMap<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();

    private int numbers;
    private int large;
    private int wireNumber;
    private long lastArrival;
    private long slept;
    private Consumer<DoshiiEvent> socket = event -> {};

    /** @param field draws what belongs to the conditions, so that without them all is as it was */
    ModelService(VirtualEventLoop loop, Random random, Random field, FieldConditions conditions) {
        this.loop = loop;
        this.random = random;
        this.field = field;
        this.conditions = conditions;
        // A clock that differs for ever from one that is never told is beyond everybody.
        boolean differs = random.nextInt(4) == 0 && conditions.dates().tellTheTruth();
        this.start = loop.currentTimeMillis() + (differs ? random.nextInt(7_200_000) - 3_600_000 : 0);
        this.listLag = random.nextInt(3) == 0 ? random.nextInt(20_000) : 0;
    }

    List<LedgerEntry> ledger() {
        return ledger;
    }

    Collection<Thing> things() {
        return things.values();
    }

    /** How many states are larger than what the client takes. */
    int large() {
        return large;
    }

    Thing thing(String kind, String location, String id) {
        return things.get(key(kind, location, id));
    }

    /** Names an entity: what its number alone does not. */
    static String key(String kind, String location, String id) {
        return kind + " " + id + " of " + location;
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

    /** The machine of the client sleeps: time passes here and by its wall clock, and by its monotonic clock it does not. */
    void sleep(Duration time) {
        slept += time.toMillis();
        loop.jumpWallClock(time);
    }

    /** As the operating system tells it, in hundredths of a second, if it does. */
    MachineSleep sleepOfTheClient() {
        return conditions.sleepIsTold() ? () -> Duration.ofMillis(slept - slept % 10) : MachineSleep.UNTOLD;
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
        String location = LOCATIONS.get(random.nextInt(LOCATIONS.size()));
        if (conditions.has(FieldTrouble.EQUAL_IDS)) {
            numbers++;
            for (String twin : LOCATIONS) {
                if (twin.equals(location) || field.nextBoolean()) {
                    create(kind, String.valueOf(numbers), twin);
                }
            }
        } else {
            create(kind, kind.charAt(0) + String.valueOf(things.size()), location);
        }
    }

    private void create(String kind, String id, String location) {
        Thing thing = new Thing(kind, id, location, serviceTime());
        things.put(key(kind, location, id), thing);
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
        for (String twin : LOCATIONS) {
            Thing other = thing(thing.kind, twin, thing.id);
            if (other != null && other != thing && field.nextInt(3) > 0) {
                changed(other, other.kind + "_updated");
            }
        }
    }

    private void changed(Thing thing, String type) {
        int version = thing.states.size() + 1;
        thing.states.add(new State(version, serviceTime(), size()));
        ledger.add(new LedgerEntry(
                key(thing.kind, thing.location, thing.id), type, thing.location, version, serviceTime()));
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

    private int size() {
        int what = conditions.has(FieldTrouble.TOO_LARGE) ? field.nextInt(40) : 40;
        if (what == 0) {
            large++;
            return LARGE;
        }
        return what < 4 ? HALF_LARGE : 1;
    }

    long serviceTime() {
        return start + slept + Duration.ofNanos(loop.nanoTime()).toMillis();
    }

    /** How far the lists are behind, in milliseconds. */
    long listLag() {
        return listLag;
    }
}
