package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A route that joins a connection which another one has made already. */
class HistoryOfJoiningRouteTest extends RecoveryTestSupport {

    private static final Duration OVERLAP = Duration.ofSeconds(3);

    private final List<String> told = new CopyOnWriteArrayList<>();
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
        awaitTold("recovered");
        awaitSecondLook();

        assertThat(finished).containsExactly("order_created", "order_updated");
    }

    private void start() throws Exception {
        told.clear();
        connect(options -> options.setCatchUpOverlap(OVERLAP.toMillis()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator?events=order_*").routeId("joining").process(exchange -> {
                    String type = exchange.getMessage().getHeader(DoshiiConstants.EVENT_TYPE, String.class);
                    if (type.equals(DoshiiConstants.TYPE_CONNECTION)) {
                        told.add(exchange.getMessage().getHeader(DoshiiConstants.STATUS, String.class));
                    } else {
                        finished.add(type);
                    }
                });
            }
        });
        awaitTold("connected");
    }

    private void awaitTold(String status) {
        await().atMost(LIMIT).until(() -> told.contains(status));
    }
}
