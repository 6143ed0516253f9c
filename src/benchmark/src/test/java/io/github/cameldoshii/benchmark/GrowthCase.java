package io.github.cameldoshii.benchmark;

import java.util.List;

/**
 * What one row of the figure of growth is measured with.
 *
 * @param title of the row
 * @param routes on one socket
 * @param lanes of each route ({@code concurrentConsumers})
 * @param messageBytes the length of each message's JSON text
 * @param wantedEvery one of so many events is wanted by the routes
 */
record GrowthCase(String title, int routes, int lanes, int messageBytes, int wantedEvery) {

    /** What the others differ from in one thing each. */
    static final GrowthCase BASE = new GrowthCase("1 route, 1 lane, 220 bytes, all wanted", 1, 1, 220, 1);

    private static final int MOST_MESSAGES = 1_000_000;
    private static final long MOST_BYTES = 1_000_000_000;
    private static final int PER_SECOND = 1_000;
    private static final int SECONDS = 10;

    static GrowthCase ofRoutes(int routes) {
        return new GrowthCase(routes + " routes", routes, BASE.lanes, BASE.messageBytes, BASE.wantedEvery);
    }

    static GrowthCase ofLanes(int lanes) {
        return new GrowthCase(lanes + " lanes", BASE.routes, lanes, BASE.messageBytes, BASE.wantedEvery);
    }

    static GrowthCase ofBytes(int messageBytes) {
        return new GrowthCase(messageBytes + " bytes", BASE.routes, BASE.lanes, messageBytes, BASE.wantedEvery);
    }

    /** @param unwanted such as {@code 99 %} */
    static GrowthCase ofUnwanted(String unwanted, int wantedEvery) {
        return new GrowthCase(unwanted + " unwanted", BASE.routes, BASE.lanes, BASE.messageBytes, wantedEvery);
    }

    /** The same with another title. */
    GrowthCase titled(String other) {
        return new GrowthCase(other, routes, lanes, messageBytes, wantedEvery);
    }

    /** Without a pause; the first half is warm-up. */
    BurstPlan sustained() {
        return new BurstPlan(List.of(warmUp(), burst(messages(), 0)), 1, true);
    }

    /** At a pace, after the same warm-up. */
    BurstPlan latency() {
        return new BurstPlan(List.of(warmUp(), burst(PER_SECOND * SECONDS, PER_SECOND)), 1, false);
    }

    /** Of the Java client. */
    List<String> flags() {
        return List.of("-Dbenchmark.routes=" + routes, "-Dbenchmark.lanes=" + lanes);
    }

    private Burst warmUp() {
        return new Burst(messageBytes, 0, messages(), 0, wantedEvery);
    }

    private Burst burst(int count, int perSecond) {
        return new Burst(messageBytes, messages(), count, perSecond, wantedEvery);
    }

    /** So many that a run takes some seconds, whatever it is that grows. */
    private int messages() {
        return (int) Math.min(MOST_MESSAGES / routes, MOST_BYTES / messageBytes);
    }
}
