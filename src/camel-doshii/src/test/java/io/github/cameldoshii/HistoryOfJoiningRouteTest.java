package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A route that joins a connection which another one has made already. */
class HistoryOfJoiningRouteTest extends RecoveryTestSupport {

    private static final Duration OVERLAP = Duration.ofSeconds(3);

    private final List<String> finished = new CopyOnWriteArrayList<>();

    @Test
    void repeats_nothing_after_a_clean_stop() throws Exception {
        simulate();
        start();
        String id = simulator.orders().create(Map.of("status", "pending")).id();
        simulator.orders().update(id, "accepted");
        await().atMost(LIMIT).until(() -> finished.size() >= 2);

        disconnect();
        start();
        await().pollDelay(OVERLAP.plusSeconds(2)).until(() -> true);

        assertThat(finished).containsExactly("order_created", "order_updated");
    }

    private void start() throws Exception {
        connect(options -> options.setCatchUpOverlap(OVERLAP.toMillis()));
        CountDownLatch joined = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator?events=order_*").routeId("joining").process(exchange -> {
                    String type = exchange.getMessage().getHeader(DoshiiConstants.EVENT_TYPE, String.class);
                    if (type.equals(DoshiiConstants.TYPE_CONNECTION)) {
                        joined.countDown();
                    } else {
                        finished.add(type);
                    }
                });
            }
        });
        await().atMost(LIMIT).until(() -> joined.getCount() == 0);
    }
}
