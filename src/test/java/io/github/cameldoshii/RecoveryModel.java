package io.github.cameldoshii;

import io.github.cameldoshii.catchup.CatchUp;
import io.github.cameldoshii.catchup.CatchUpSettings;
import io.github.cameldoshii.catchup.RecoverableList;
import io.github.cameldoshii.catchup.ResumePoint;
import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.EventFilter;
import io.github.cameldoshii.loop.VirtualEventLoop;
import io.github.cameldoshii.position.Position;
import io.github.cameldoshii.socket.ConnectionChange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One run of catch-up and position against the {@link ModelService}, with cuts, failing lists, slow routes and kills drawn
 * from a seed, and the judgement of what was delivered. A kill loses everything but the stored position.
 */
final class RecoveryModel {

    /** An event that the route has finished, in order. */
    record Finished(String key, int version, DoshiiEvent event, int life) {}

    /** A fault of the code under test, put in to see that the judgement finds it. */
    enum Sabotage {
        NONE,
        /** One recovered event in ten is never handed to the route. */
        LOSE_RECOVERED,
        /** The position is stored as if everything that was received were finished. */
        STORE_EARLY,
        /** The route works on the newest event first. */
        REORDER
    }

    private final Sabotage sabotage;
    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final Random random;
    private final ModelService service;
    private final List<Finished> finished = new ArrayList<>();

    private Optional<Position> stored = Optional.empty();
    private int life;
    private long epoch;
    private boolean connected;
    private long lastMessageNanos;
    private CatchUp catchUp;
    private ConsumerRecovery recovery;
    private Deque<Runnable> lane = new ArrayDeque<>();
    private boolean laneBusy;
    private int cuts;

    RecoveryModel(long seed) {
        this(seed, Sabotage.NONE);
    }

    RecoveryModel(long seed, Sabotage sabotage) {
        this.sabotage = sabotage;
        this.random = new Random(seed);
        this.service = new ModelService(loop, random);
        begin();
    }

    /** Runs the schedule, then lets everything come to rest. */
    void run(int steps, boolean withKills) {
        connect();
        // Before it has lived once, a consumer lacks nothing.
        loop.advance(Duration.ofSeconds(1));
        for (int i = 0; i < steps; i++) {
            step(withKills);
            loop.advance(Duration.ofMillis(random.nextInt(random.nextInt(8) == 0 ? 20_000 : 400)));
        }
        service.failures(0);
        if (!connected) {
            connect();
        }
        for (int i = 0; i < 30; i++) {
            loop.advance(Duration.ofSeconds(10));
            pong();
        }
    }

    private void step(boolean withKills) {
        int what = random.nextInt(100);
        if (what < 30) {
            service.create();
        } else if (what < 80) {
            service.change();
        } else if (what < 86) {
            pong();
        } else if (what < 91) {
            service.failures(random.nextInt(3) == 0 ? 0.5 : 0);
        } else if (what == 91) {
            loop.jumpWallClock(Duration.ofMillis(random.nextInt(7_200_000) - 3_600_000));
        } else if (what < 97 || !withKills) {
            toggle();
        } else {
            kill();
        }
    }

    private void toggle() {
        if (connected) {
            cut();
        } else {
            connect();
        }
    }

    private void begin() {
        life++;
        int mine = life;
        lane = new ArrayDeque<>();
        laneBusy = false;
        service.newProcess();
        catchUp = new CatchUp(
                new CatchUpSettings(
                        Set.of(RecoverableList.ORDERS, RecoverableList.CHECKINS),
                        // An overlap would make good for the fault.
                        sabotage == Sabotage.STORE_EARLY ? Duration.ZERO : Duration.ofSeconds(60),
                        Duration.ofHours(24),
                        Duration.ZERO,
                        Duration.ofMinutes(5)),
                service,
                answered -> service.overTheWire(() -> {
                    lastMessageNanos = loop.nanoTime();
                    answered.run();
                }),
                loop,
                random,
                reason -> {});
        recovery = new ConsumerRecovery(
                new ConsumerRecovery.Setup(
                        "route",
                        EventFilter.of("order_*,checkin_*", ""),
                        Optional.of(catchUp),
                        "",
                        Duration.ZERO,
                        1,
                        catchUp.clocks(),
                        () -> lastMessageNanos),
                (event, done) -> {
                    if (sabotage == Sabotage.LOSE_RECOVERED && random.nextInt(10) == 0) {
                        done.run();
                    } else {
                        hand(event, done, mine);
                    }
                },
                event -> {},
                position -> {
                    if (mine == life) {
                        stored = Optional.of(
                                sabotage == Sabotage.STORE_EARLY
                                        ? new Position.ByService(service.clock().now())
                                        : position);
                    }
                },
                stored.map(position ->
                        new ResumePoint.Stored(position, catchUp.clocks().now())));
        recovery.join();
    }

    private void connect() {
        connected = true;
        epoch++;
        int mine = life;
        change(ConnectionChange.Kind.CONNECTING);
        service.connect(event -> {
            lastMessageNanos = loop.nanoTime();
            if (mine == life) {
                hand(event, recovery.received(event), mine);
            }
        });
        // A connection lives from its first pong on; events may come before.
        service.overTheWire(() -> {
            lastMessageNanos = loop.nanoTime();
            if (mine == life) {
                change(ConnectionChange.Kind.CONNECTED);
            }
        });
    }

    private void cut() {
        cuts++;
        connected = false;
        service.cut();
        change(ConnectionChange.Kind.DISCONNECTED);
    }

    private void kill() {
        connected = false;
        service.cut();
        recovery.leave();
        begin();
    }

    private void change(ConnectionChange.Kind kind) {
        recovery.changed(
                new ConnectionChange(kind, "", Duration.ZERO, 0, epoch, loop.currentTimeMillis()), lastMessageNanos);
        loop.runTasks();
    }

    private void pong() {
        if (connected) {
            int mine = life;
            service.overTheWire(() -> {
                lastMessageNanos = loop.nanoTime();
                if (mine == life) {
                    recovery.ponged();
                }
            });
        }
    }

    private void hand(DoshiiEvent event, Runnable done, int forLife) {
        lane.add(() -> {
            if (forLife == life) {
                finished.add(new Finished(event.entityId(), Integer.parseInt(event.version()), event, forLife));
                done.run();
            }
        });
        work();
    }

    private void work() {
        if (laneBusy || lane.isEmpty()) {
            return;
        }
        laneBusy = true;
        Deque<Runnable> own = lane;
        loop.schedule(Duration.ofMillis(random.nextInt(40) == 0 ? 3_000 : 2).toNanos(), () -> {
            if (own == lane) {
                laneBusy = false;
                (sabotage == Sabotage.REORDER ? own.removeLast() : own.removeFirst()).run();
                work();
            }
        });
    }

    /** What is wrong with what was delivered; empty if nothing is. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Map<String, Integer> last = new HashMap<>();
        Map<String, Integer> lifeOfLast = new HashMap<>();
        for (Finished one : finished) {
            Integer before = last.get(one.key());
            if (before != null && one.version() < before && lifeOfLast.get(one.key()) == one.life()) {
                faults.add(one.key() + ": version " + one.version() + " after " + before + " ("
                        + one.event().origin() + ")");
            }
            last.put(one.key(), one.version());
            lifeOfLast.put(one.key(), one.life());
        }
        Map<String, Integer> made = new HashMap<>();
        service.ledger().forEach(entry -> made.put(entry.key(), entry.version()));
        made.forEach((key, version) -> {
            if (!version.equals(last.get(key))) {
                faults.add(key + ": ends in version " + last.get(key) + " instead of " + version);
            }
        });
        return faults;
    }

    /** Events that told a state which had been told before in the same life. */
    long duplicates() {
        Map<String, Integer> last = new HashMap<>();
        long duplicates = 0;
        for (Finished one : finished) {
            Integer before = last.put(one.life() + one.key(), one.version());
            // Creation and change of an entity that was created in the window show the same row.
            boolean pair = one.event().type().endsWith("_updated") && before != null && before == one.version();
            if (pair && !precededByCreated(one)) {
                duplicates++;
            }
        }
        return duplicates;
    }

    private boolean precededByCreated(Finished one) {
        int index = finished.indexOf(one);
        for (int i = index - 1; i >= 0; i--) {
            Finished before = finished.get(i);
            if (before.key().equals(one.key())) {
                return before.event().type().endsWith("_created")
                        && before.event().origin() == one.event().origin();
            }
        }
        return false;
    }

    int cuts() {
        return cuts;
    }

    boolean isIdle() {
        return catchUp.status() == CatchUp.Status.IDLE;
    }
}
