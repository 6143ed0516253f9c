package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.LifeOfALoop;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.connection.ConnectionChange;
import io.github.cameldoshii.internal.position.Position;
import io.github.cameldoshii.internal.position.ResumePoint;
import io.github.cameldoshii.internal.position.StoredHistories;
import io.github.cameldoshii.internal.position.StoredHistory;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.EventFilter;
import io.github.cameldoshii.internal.recovery.RecoverableList;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.recovery.RecoverySettings;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One simulated run of recovery and position against the {@link ModelService}: connection cuts, failing lists, slow routes,
 * kills and other faults are drawn from a seed, and {@link RecoveryJudgement} checks what was delivered. A kill loses
 * everything but the stored position.
 */
final class RecoveryModel {

    /** A defect that is put into the code under test, to prove that the judgement finds it. */
    enum Sabotage {
        NONE,
        /** One recovered event in ten is never handed to the route. */
        LOSE_RECOVERED,
        /** The position is stored as if everything that was received were finished. */
        STORE_EARLY,
        /** The route works on the newest event first. */
        REORDER,
        /** The first position that is stored stays the one. */
        FREEZE_POSITION,
        /** A gap is never told. */
        HIDE_GAPS
    }

    static final Duration OVERLAP = Duration.ofSeconds(60);

    private static final long DAY_AND_HOUR_MILLIS = Duration.ofHours(25).toMillis();

    private final Sabotage sabotage;
    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final Random random;
    private final Random field;
    private final FieldConditions conditions;
    private final ModelService service;
    private final ModelLists.Weather weather;
    private final RecoveryJudgement judgement;

    private Optional<Position> stored = Optional.empty();
    private final StringBuilder history = new StringBuilder();
    private long storedWallAhead;
    private boolean storedWithoutTime;
    private int life;
    private boolean alive;
    private long connectionNumber;
    private boolean connected;
    private LifeOfALoop own;
    private ModelLists lists;
    private long lastMessageNanos;
    private RecoveryService recoveryService;
    private PositionKeeper positionKeeper;
    private Deque<Runnable> lane = new ArrayDeque<>();
    private boolean laneBusy;
    private boolean clockStaysRight;
    private int cuts;

    RecoveryModel(long seed) {
        this(seed, Set.of(), Sabotage.NONE);
    }

    RecoveryModel(long seed, Set<FieldTrouble> troubles) {
        this(seed, troubles, Sabotage.NONE);
    }

    RecoveryModel(long seed, Set<FieldTrouble> troubles, Sabotage sabotage) {
        this.sabotage = sabotage;
        this.random = new Random(seed);
        this.field = new Random(31 * seed + 7);
        this.conditions = FieldConditions.draw(field, troubles);
        this.service = new ModelService(loop, random, field, conditions);
        this.weather = new ModelLists.Weather(new ModelDates(conditions, field));
        this.judgement = new RecoveryJudgement(service, conditions);
        begin();
    }

    /** Runs the schedule, then lets everything come to rest. */
    void run(int steps, boolean withKills) {
        connect();
        // Before it has lived once, a consumer lacks nothing.
        loop.advance(Duration.ofSeconds(1));
        for (int i = 0; i < steps; i++) {
            step(withKills);
            perhapsSetClock(30);
            loop.advance(Duration.ofMillis(random.nextInt(random.nextInt(8) == 0 ? 20_000 : 400)));
        }
        weather.failures(0);
        if (!conditions.dates().tellTheTruth()) {
            // What is signed by a wrong clock is refused for ever by a service that tells no time.
            clockStaysRight = true;
            putClockRight();
        }
        if (!connected) {
            connect();
        }
        for (int i = 0; i < 60; i++) {
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
            weather.failures(random.nextInt(3) == 0 ? 0.5 : 0);
        } else if (what == 91) {
            int jump = random.nextInt(7_200_000) - 3_600_000;
            if (conditions.clockIsSet()) {
                loop.jumpWallClock(Duration.ofMillis(jump));
            }
        } else if (what < 97 || !withKills) {
            toggle();
        } else {
            kill();
        }
    }

    private void toggle() {
        if (connected) {
            cut();
            perhapsStayAway();
        } else {
            connect();
        }
    }

    /** An outage is mostly short; the field has long ones, too. */
    private void perhapsStayAway() {
        if (conditions.troubles().isEmpty() || field.nextInt(4) > 0) {
            return;
        }
        boolean sleeps = conditions.has(FieldTrouble.SLEEP) && field.nextBoolean();
        for (int i = 0; i < 4; i++) {
            Duration some = Duration.ofMillis(field.nextInt(3 * 3_600_000));
            if (sleeps) {
                service.sleep(some);
            } else {
                loop.advance(some);
            }
            service.change();
            perhapsSetClock(5);
        }
    }

    private void perhapsSetClock(int oneIn) {
        if (conditions.has(FieldTrouble.CLOCK_STEPS) && conditions.clockIsSet() && field.nextInt(oneIn) == 0) {
            setClock();
        }
    }

    private void setClock() {
        if (clockStaysRight) {
            return;
        }
        switch (field.nextInt(4)) {
            case 0 -> putClockRight();
            case 1 -> loop.jumpWallClock(Duration.ofMillis(field.nextInt(10_000) - 5_000));
            default ->
                loop.jumpWallClock(Duration.ofMillis(
                        (long) ((2 * field.nextDouble() - 1) * DAY_AND_HOUR_MILLIS) - wallAhead() / 2));
        }
    }

    private void putClockRight() {
        loop.jumpWallClock(Duration.ofMillis(-wallAhead()));
    }

    /** How far the wall clock is ahead of the service's. */
    private long wallAhead() {
        return loop.currentTimeMillis() - service.serviceTime();
    }

    private void begin() {
        life++;
        alive = true;
        int mine = life;
        lane = new ArrayDeque<>();
        laneBusy = false;
        // Any time of a monotonic clock but those that stand for the distant past and future.
        own = new LifeOfALoop(loop, field.nextLong() / 5);
        lists = new ModelLists(service, own, random, conditions, weather);
        lastMessageNanos = own.nanoTime();
        stored.ifPresent(position -> {
            if (storedWithoutTime) {
                judgement.resumesWithoutTime(time(position), wallAhead() - storedWallAhead);
            }
        });
        recoveryService = new RecoveryService(
                new RecoverySettings(
                        Set.of(RecoverableList.ORDERS, RecoverableList.CHECKINS),
                        // An overlap would make good for the fault.
                        sabotage == Sabotage.STORE_EARLY ? Duration.ZERO : OVERLAP,
                        Duration.ofHours(24),
                        Duration.ZERO,
                        Duration.ofSeconds(30)),
                lists,
                this::barrier,
                own,
                random,
                reason -> {},
                new EnvironmentStatistics());
        positionKeeper = new PositionKeeper(
                new PositionKeeper.Setup(
                        "route",
                        EventFilter.of("order_*,checkin_*", ""),
                        Optional.of(recoveryService),
                        "",
                        Duration.ZERO,
                        1,
                        recoveryService.clocks(),
                        () -> new MonotonicTime(lastMessageNanos),
                        () -> new MonotonicTime(lastMessageNanos),
                        own,
                        this::barrier,
                        StoredHistory.read(history.toString()),
                        new EnvironmentStatistics().gaps()),
                (event, done) -> {
                    if (sabotage == Sabotage.LOSE_RECOVERED && random.nextInt(10) == 0) {
                        done.run();
                    } else {
                        hand(event, done, mine);
                    }
                },
                this::told,
                position -> {
                    if (mine == life && alive) {
                        store(position);
                    }
                },
                lines -> {
                    if (mine == life && alive) {
                        history.append(StoredHistories.part(lines));
                    }
                },
                stored.map(position -> new ResumePoint.Stored(
                        position, recoveryService.clocks().now())));
        positionKeeper.join();
    }

    private void barrier(Runnable answered) {
        int mine = life;
        service.overTheWire(() -> {
            if (mine == life) {
                lastMessageNanos = own.nanoTime();
                if (alive && connected) {
                    positionKeeper.ponged();
                }
                answered.run();
            }
        });
    }

    private void told(DoshiiEvent aboutConnection) {
        if (aboutConnection.status().equals("gap") && sabotage != Sabotage.HIDE_GAPS) {
            judgement.gap(aboutConnection.body(), wallAhead());
        }
    }

    private void store(Position position) {
        if (sabotage == Sabotage.FREEZE_POSITION && stored.isPresent()) {
            return;
        }
        if (stored.filter(position::equals).isEmpty()) {
            // Else it is what a former life has stored, by the clock as it went then.
            storedWallAhead = wallAhead();
            storedWithoutTime = !lists.wereToldTheTime();
        }
        stored = Optional.of(
                sabotage == Sabotage.STORE_EARLY
                        ? new Position.ByService(lists.clock().now())
                        : position);
    }

    /** The service's time that a position stands for. */
    private long time(Position position) {
        return position instanceof Position.ByService service
                ? service.at().epochMillis()
                : ((Position.ByWallClock) position).at().epochMillis() - storedWallAhead;
    }

    private void connect() {
        if (!alive) {
            begin();
        }
        connected = true;
        connectionNumber++;
        int mine = life;
        change(ConnectionChange.Kind.CONNECTING);
        service.connect(event -> {
            if (mine == life && alive) {
                lastMessageNanos = own.nanoTime();
                hand(event, positionKeeper.received(event), mine);
            }
        });
        // A connection lives from its first pong on; events may come before.
        service.overTheWire(() -> {
            if (mine == life && alive) {
                lastMessageNanos = own.nanoTime();
                change(ConnectionChange.Kind.CONNECTED);
                positionKeeper.ponged();
            }
        });
        if (conditions.has(FieldTrouble.CLOCK_STEPS) && conditions.clockIsSet() && field.nextInt(3) == 0) {
            // Before the lists are asked, between two of their pages, behind the last.
            loop.schedule(Duration.ofMillis(field.nextInt(2_000)).toNanos(), this::setClock);
        }
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
        if (alive) {
            alive = false;
            own.kill();
            perhapsStayAway();
        }
        if (field.nextBoolean()) {
            begin();
        }
    }

    private void change(ConnectionChange.Kind kind) {
        positionKeeper.changed(new ConnectionChange(
                kind, "", Duration.ZERO, 0, connectionNumber, new WallTime(loop.currentTimeMillis())));
        loop.runTasks();
    }

    private void pong() {
        if (connected) {
            int mine = life;
            service.overTheWire(() -> {
                if (mine == life && alive) {
                    lastMessageNanos = own.nanoTime();
                    positionKeeper.ponged();
                }
            });
        }
    }

    private void hand(DoshiiEvent event, Runnable done, int forLife) {
        lane.add(() -> {
            if (forLife == life && alive) {
                judgement.finished(event, forLife);
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
        Deque<Runnable> ownLane = lane;
        loop.schedule(Duration.ofMillis(random.nextInt(40) == 0 ? 3_000 : 2).toNanos(), () -> {
            if (ownLane == lane) {
                laneBusy = false;
                (sabotage == Sabotage.REORDER ? ownLane.removeLast() : ownLane.removeFirst()).run();
                work();
            }
        });
    }

    /** What is wrong with what was delivered, announced, asked for and stored; empty if nothing is. */
    List<String> faults() {
        return judgement.faults(stored.map(this::time).orElse(0L), weather, connectionNumber);
    }

    /** Events that told a state which had been told before in the same life. */
    long duplicates() {
        return judgement.duplicates();
    }

    int cuts() {
        return cuts;
    }

    boolean isIdle() {
        return recoveryService.status() == RecoveryService.Status.IDLE;
    }

    FieldConditions conditions() {
        return conditions;
    }
}
