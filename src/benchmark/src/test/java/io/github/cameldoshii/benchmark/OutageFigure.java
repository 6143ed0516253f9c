package io.github.cameldoshii.benchmark;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.Entities;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The service is away for five real minutes, for the socket and for REST, while something changes each second. Several
 * contexts live through the same outage, because how soon one dials again is drawn by lot.
 */
final class OutageFigure implements Figures.Figure {

    private static final int CONTEXTS = 8;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long TARGET_NANOS = Duration.ofSeconds(10).toNanos();

    private final Duration outage;

    OutageFigure(Duration outage) {
        this.outage = outage;
    }

    @Override
    public void measure(FigureTable table) throws Exception {
        Map<String, List<RecoveringRoute>> groups = new LinkedHashMap<>();
        try (DoshiiSimulator simulator =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0))) {
            groups.put("all options at their defaults", routes(simulator, ""));
            groups.put("reconnectMaxDelay=10s", routes(simulator, "reconnectMaxDelay=10s"));
            groups.put("reconnectMaxDelay=5s", routes(simulator, "reconnectMaxDelay=5s"));
            for (List<RecoveringRoute> routes : groups.values()) {
                for (RecoveringRoute route : routes) {
                    route.start();
                    route.awaitConnection("connected", System.nanoTime() - LIMIT.toNanos(), LIMIT);
                }
            }
            Map<String, String> expected = outage(simulator);
            long back = System.nanoTime();
            for (Map.Entry<String, List<RecoveringRoute>> group : groups.entrySet()) {
                judge(table, group.getKey(), group.getValue(), back, expected);
            }
        } finally {
            groups.values().forEach(routes -> routes.forEach(RecoveringRoute::close));
        }
    }

    private static List<RecoveringRoute> routes(DoshiiSimulator simulator, String options) throws Exception {
        List<RecoveringRoute> routes = new ArrayList<>();
        for (int i = 0; i < CONTEXTS; i++) {
            routes.add(new RecoveringRoute(simulator.socketUrl(), simulator.apiUrl(), options, body -> {}));
        }
        return routes;
    }

    /** Returns when the service is back, with the last status of each entity. */
    private Map<String, String> outage(DoshiiSimulator simulator) throws InterruptedException {
        simulator.faults().add(Fault.on(Match.connect()).then(Actions.reset()));
        simulator.dropConnections();
        Map<String, String> expected = new ConcurrentHashMap<>();
        AtomicInteger count = new AtomicInteger();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch over = new CountDownLatch(1);
        clock.scheduleAtFixedRate(
                () -> change(simulator, count.getAndIncrement(), expected), 500, 1_000, TimeUnit.MILLISECONDS);
        clock.schedule(over::countDown, outage.toMillis(), TimeUnit.MILLISECONDS);
        over.await();
        clock.shutdown();
        clock.awaitTermination(10, TimeUnit.SECONDS);
        simulator.faults().clear();
        return expected;
    }

    /** Creates one, then changes it. */
    private static void change(DoshiiSimulator simulator, int i, Map<String, String> expected) {
        Entities entities = i / 2 % 2 == 0 ? simulator.orders() : simulator.checkins();
        String id = Integer.toString(1_000_000 + i / 2);
        String status = i % 2 == 0 ? "pending" : "accepted";
        if (i % 2 == 0) {
            entities.create(Map.of("id", id, "status", status));
        } else {
            entities.update(id, status);
        }
        expected.put(id, status);
    }

    private void judge(
            FigureTable table, String options, List<RecoveringRoute> routes, long back, Map<String, String> expected)
            throws Exception {
        double[] fromBack = new double[routes.size()];
        double[] fromConnect = new double[routes.size()];
        for (int i = 0; i < routes.size(); i++) {
            RecoveringRoute route = routes.get(i);
            long connected = route.awaitConnection("connected", back, LIMIT);
            long closed = route.awaitConnection("recovered", back, LIMIT);
            route.await("all changes", LIMIT, () -> route.hasRecovered(expected));
            long done = Math.max(closed, route.recoveredAt(expected));
            fromBack[i] = done - back;
            fromConnect[i] = done - connected;
        }
        String what = String.format(
                Locale.ROOT,
                "an outage of %d s with %,d changed entities, %s, %d contexts: ",
                outage.toSeconds(),
                expected.size(),
                options,
                routes.size());
        table.judged(
                what + "from the service's return to everything recovered and the window closed",
                spread(fromBack),
                "at most 10 s, each",
                within(fromBack) == routes.size());
        table.told("... how many of them within 10 s", within(fromBack) + " of " + routes.size());
        table.judged(
                "... from the first pong to everything recovered",
                spread(fromConnect),
                "at most 10 s, each",
                within(fromConnect) == routes.size());
    }

    private static long within(double[] nanos) {
        return Arrays.stream(nanos).filter(one -> one <= TARGET_NANOS).count();
    }

    private static String spread(double[] nanos) {
        return "median " + FigureTable.seconds(Statistics.median(nanos)) + ", "
                + FigureTable.seconds(Arrays.stream(nanos).min().orElse(0)) + " to "
                + FigureTable.seconds(Arrays.stream(nanos).max().orElse(0));
    }
}
