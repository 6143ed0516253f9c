package io.github.cameldoshii.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What stays the same during a run.
 *
 * @param child whether the routes run in a process of their own, which is killed
 * @param routes the routes, which share one socket
 * @param locations venues at the service
 * @param lanes option concurrentConsumers
 * @param queueSize option queueSize
 * @param clockAheadMillis how far the service's clock is ahead of ours
 * @param listLagMillis how far lists lag behind events
 * @param reconcileMillis option reconcileInterval; 0 for off
 * @param maxAgeMillis option catchUpMaxAge
 * @param field what surrounds the run
 * @param database whether positions and histories are in a database, not in a file
 * @param cluster whether the routes are behind an election, which another machine may win
 */
record Conditions(
        boolean child,
        List<RouteSpec> routes,
        int locations,
        int lanes,
        int queueSize,
        long clockAheadMillis,
        long listLagMillis,
        long reconcileMillis,
        long maxAgeMillis,
        Field field,
        boolean database,
        boolean cluster) {

    /** Times are compressed: these are the options of every run, in milliseconds. */
    static final long HEARTBEAT = 500;

    static final long PONG_TIMEOUT = 2_000;
    static final long CONNECT_TIMEOUT = 3_000;
    static final long RECONNECT_DELAY = 100;
    static final long RECONNECT_MAX_DELAY = 800;
    static final long REFUSED_DELAY = 700;
    static final long REST_TIMEOUT = 2_000;

    /** Lists filter by whole seconds, so it must be some of them. */
    static final long OVERLAP = 3_000;

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    /**
     * @param field draws what surrounds the run, so that without it all is as it was
     * @param store draws where positions are stored, likewise
     */
    static Conditions draw(RandomGenerator random, RandomGenerator field, RandomGenerator store) {
        Conditions calm = drawCalm(random);
        boolean inDatabase = store.nextInt(3) == 0;
        return calm.in(
                Field.draw(field, calm.locations()), inDatabase, inDatabase && !calm.child() && store.nextBoolean());
    }

    private Conditions in(Field surroundings, boolean inDatabase, boolean elected) {
        // Only who has several locations can number them alike.
        int venues = surroundings.equalIds() ? Math.max(2, locations) : locations;
        // A clock that differs for ever from one that is never told is beyond everybody.
        long ahead = surroundings.dates().tellTheTruth() ? clockAheadMillis : 0;
        // What is never told, and refused or too large besides, would be two faults at once for one entity.
        boolean reconciles = surroundings.refusal().isEmpty() && surroundings.maxBodyBytes() == 0;
        return new Conditions(
                child,
                routes,
                venues,
                lanes,
                queueSize,
                ahead,
                listLagMillis,
                reconciles ? reconcileMillis : 0,
                maxAgeMillis,
                surroundings,
                inDatabase,
                elected);
    }

    private static Conditions drawCalm(RandomGenerator random) {
        boolean child = random.nextInt(8) == 0;
        boolean reconciles = random.nextInt(4) == 0;
        return new Conditions(
                child,
                routes(random),
                1 + random.nextInt(3),
                random.nextBoolean() ? 1 : 4,
                switch (random.nextInt(3)) {
                    case 0 -> 3;
                    case 1 -> 25;
                    default -> 1000;
                },
                switch (random.nextInt(6)) {
                    case 0 -> HOUR;
                    case 1 -> -HOUR;
                    default -> 0;
                },
                random.nextInt(5) == 0 ? 500 + random.nextInt(1_500) : 0,
                reconciles ? 2_000 + random.nextInt(2_000) : 0,
                random.nextInt(8) == 0 ? 2_000 : DAY,
                Field.CALM,
                false,
                false);
    }

    private static List<RouteSpec> routes(RandomGenerator random) {
        List<RouteSpec> routes = new ArrayList<>();
        switch (random.nextInt(6)) {
            case 0 -> {
                routes.add(new RouteSpec("orders", "order_*,transaction_*"));
                routes.add(new RouteSpec("others", "checkin_*,booking_*,loyalty_checkin_*"));
            }
            case 1 -> {
                routes.add(new RouteSpec("all", "*"));
                routes.add(new RouteSpec("orders", "order_*"));
            }
            default -> routes.add(new RouteSpec("all", "*"));
        }
        return List.copyOf(routes);
    }

    /** Whether the service's clock goes differently from that of the routes' machine, or may be taken to. */
    boolean clocksDiffer() {
        return clockAheadMillis != 0 || field.clockIsSet() || field.dates() != Field.Dates.RIGHT;
    }
}
