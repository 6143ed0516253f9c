package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    @Test
    void they_have_no_threads_of_their_own() throws Exception {
        routes(r -> IntStream.range(0, CONNECTIONS).forEach(i -> r.from("doshii:simulator?deviceId=device" + i)
                .routeId("route" + i)
                .process(e -> seen.add(e.getFromRouteId()))));
        startAndAwaitSockets(CONNECTIONS);
        IntStream.range(0, CONNECTIONS).forEach(i -> awaitLive("route" + i));

        emitOrder("1");

        await().atMost(SOON).until(() -> seen.size() == CONNECTIONS);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .filteredOn(name -> name.contains("DoshiiRoutes") || name.contains("vert.x-eventloop"))
                .hasSizeLessThanOrEqualTo(FEW_THREADS);
    }
}
