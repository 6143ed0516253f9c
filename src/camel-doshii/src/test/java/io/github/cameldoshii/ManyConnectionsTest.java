package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What many connections of one context share. */
class ManyConnectionsTest extends RouteTestSupport {

    private static final int CONNECTIONS = 100;

    /** Those of the routes and the event loops. */
    private static final int FEW_THREADS = RoutePool.MOST + 16;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** Their events come one after the other: where all wait at once for a thread, they get more for a while. */
    @Test
    void they_have_no_threads_of_their_own() throws Exception {
        routes(r -> IntStream.range(0, CONNECTIONS).forEach(i -> r.from("doshii:simulator?deviceId=device" + i)
                .routeId("route" + i)
                .process(e -> seen.add(e.getFromRouteId()))));
        startAndAwaitSockets(CONNECTIONS);
        IntStream.range(0, CONNECTIONS).forEach(i -> awaitLive("route" + i));

        for (int i = 0; i < CONNECTIONS; i++) {
            simulator.registerDevice("device" + i, Set.of("event_of_" + i), Set.of());
        }

        for (int i = 0; i < CONNECTIONS; i++) {
            simulator.emit("event_of_" + i, "{\"id\":\"1\"}");
            String route = "route" + i;
            await().atMost(SOON).pollInterval(Duration.ofMillis(1)).until(() -> seen.contains(route));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .filteredOn(name -> name.contains("DoshiiRoutes") || name.contains("vert.x-eventloop"))
                .hasSizeLessThanOrEqualTo(FEW_THREADS);
    }
}
