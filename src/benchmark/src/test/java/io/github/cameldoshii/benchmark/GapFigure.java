package io.github.cameldoshii.benchmark;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.Entities;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A gap of ten minutes at 50 locations with 2,000 changes; each REST call takes 50 ms longer than the simulator does. The
 * changes are dated back and the consumer looks back ({@code initialCatchUp}), so that nobody waits for ten minutes.
 */
final class GapFigure implements Figures.Figure {

    private static final int LOCATIONS = 50;
    private static final int CHANGES = 2_000;

    /** One location is busier than the others and needs several pages of orders. */
    private static final int OF_THE_BUSY_ONE = 440;

    /** The most orders that the service puts on a page. */
    private static final int PAGE = 100;

    /** Orders, check-ins, bookings of guests who have come and of those who have not, loyalty check-ins. */
    private static final int LISTS = 5;

    private static final Duration GAP = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration LATENCY = Duration.ofMillis(50);

    @Override
    public void measure(FigureTable table) throws Exception {
        try (DoshiiSimulator simulator =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0))) {
            Map<String, String> expected = change(simulator);
            simulator.faults().add(Fault.on(Match.rest("*", "*")).then(Actions.delay(LATENCY)));
            try (RecoveringRoute route = new RecoveringRoute(
                    simulator.socketUrl(), simulator.apiUrl(), "initialCatchUp=" + GAP.toMinutes() + "m", body -> {})) {
                long start = System.nanoTime();
                route.start();
                long connected = route.awaitConnection("connected", start, LIMIT);
                ProcessUsage before = ProcessUsage.now();
                long closed = route.awaitConnection("recovered", start, LIMIT);
                int gets = simulator.restCalls().size();
                route.await("all changes", LIMIT, () -> route.hasRecovered(expected));
                ProcessUsage used = ProcessUsage.now().minus(before);
                judge(table, Math.max(closed, route.recoveredAt(expected)) - connected, gets, route.recovered());
                table.told(
                        "CPU time meanwhile, of the component, the simulator and a JVM that has just started",
                        FigureTable.seconds(used.cpuNanos()));
            }
        }
    }

    private static void judge(FigureTable table, long nanos, int gets, long events) {
        // The list of locations, and each list at each of them; the busy one's orders have further pages.
        int least = 1 + LISTS * LOCATIONS + (OF_THE_BUSY_ONE - 1) / PAGE;
        table.judged(
                String.format(
                        Locale.ROOT,
                        "a gap of %d min (dated back), %d locations, %,d changes, %d ms per GET, at most 8 at a time: from"
                                + " the first pong to everything recovered and the window closed",
                        GAP.toMinutes(),
                        LOCATIONS,
                        CHANGES,
                        LATENCY.toMillis()),
                FigureTable.seconds(nanos),
                "at most 10 s",
                nanos <= Duration.ofSeconds(10).toNanos());
        table.judged(
                "GETs that it took, and the least that could do (each list once, further pages where one is full)",
                gets + ", least " + least,
                "near the least: at most 1.1 times",
                gets <= 1.1 * least);
        table.told("events that it gave for the 2,000 changed entities", String.format(Locale.ROOT, "%,d", events));
    }

    /** Makes the changes without telling the socket; returns the last status of each entity that has changed. */
    private static Map<String, String> change(DoshiiSimulator simulator) {
        List<String> locations = new ArrayList<>();
        simulator.locations().all().forEach(location -> locations.add(location.id()));
        for (int i = locations.size(); i < LOCATIONS; i++) {
            locations.add(simulator
                    .locations()
                    .silently()
                    .create(Map.of("id", "place" + i))
                    .id());
        }
        Map<String, String> expected = new HashMap<>();
        for (int i = 0; i < OF_THE_BUSY_ONE; i++) {
            changeOne(simulator.orders(), locations.get(0), i, expected);
        }
        for (int i = OF_THE_BUSY_ONE; i < CHANGES; i++) {
            String location = locations.get(1 + i % (LOCATIONS - 1));
            Entities entities =
                    switch (i % 10) {
                        case 0, 1 -> simulator.checkins();
                        case 2 -> simulator.bookings();
                        case 3 -> simulator.loyaltyCheckins();
                        default -> simulator.orders();
                    };
            changeOne(entities, location, i, expected);
        }
        return expected;
    }

    /** Half of them are new, the other half have changed. */
    private static void changeOne(Entities entities, String location, int i, Map<String, String> expected) {
        Instant changed = Instant.now().minus(GAP.dividedBy(CHANGES).multipliedBy(CHANGES - i));
        Instant created = i % 2 == 0 ? changed : changed.minus(Duration.ofMinutes(30));
        String status = i % 2 == 0 ? "pending" : "accepted";
        String id = Integer.toString(1_000_000 + i);
        entities.silently()
                .create(
                        location,
                        Map.of(
                                "id",
                                id,
                                "status",
                                status,
                                "createdAt",
                                created.toString(),
                                "updatedAt",
                                changed.toString()));
        expected.put(id, status);
    }
}
