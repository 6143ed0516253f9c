package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route is still at work when its consumer has left the connection: what it finishes then is known to the next start. */
class HistoryOfSlowStopTest extends RecoveryTestSupport {

    private static final Duration OVERLAP = Duration.ofSeconds(2);

    private final List<String> finished = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch work = new CountDownLatch(1);

    @BeforeEach
    void begin() throws Exception {
        simulate();
        start();
    }

    @Test
    void when_the_context_stops() throws Exception {
        String id = orderInProgress();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(this::disconnect);
        await().atMost(LIMIT).until(() -> simulator.openConnections() == 0);
        await().atMost(LIMIT).until(() -> slow().isSuspended());
        work.countDown();
        stop.join();

        start();
        awaitSecondLookOfSlow();

        assertThat(finished).containsExactly(id + " order_created");
    }

    @Test
    void when_the_route_is_suspended() throws Exception {
        String id = orderInProgress();
        CompletableFuture<Void> suspension = CompletableFuture.runAsync(() -> {
            try {
                context.getRouteController().suspendRoute("slow");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(LIMIT).until(() -> slow().isSuspended());
        work.countDown();
        suspension.join();

        told.clear();
        context.getRouteController().resumeRoute("slow");
        awaitSecondLookOfSlow();

        assertThat(finished).containsExactly(id + " order_created");
    }

    private String orderInProgress() {
        String id = simulator.orders().create(Map.of("status", "pending")).id();
        await().atMost(LIMIT).until(() -> begun.contains(id));
        return id;
    }

    private DoshiiConsumer slow() {
        return (DoshiiConsumer) context.getRoute("slow").getConsumer();
    }

    private void start() throws Exception {
        told.clear();
        connect(options -> options.setCatchUpOverlap(OVERLAP.toMillis()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator?events=order_*").routeId("slow").process(exchange -> {
                    if (!"order".equals(exchange.getMessage().getHeader(DoshiiConstants.ENTITY))) {
                        told.add(exchange.getMessage().getHeader(DoshiiConstants.STATUS, String.class));
                        return;
                    }
                    String id = exchange.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class);
                    begun.add(id);
                    work.await();
                    finished.add(id + " " + exchange.getMessage().getHeader(DoshiiConstants.EVENT_TYPE, String.class));
                });
            }
        });
        awaitTold("connected");
    }

    private void awaitTold(String status) {
        await().atMost(LIMIT).until(() -> told.contains(status));
    }

    private void awaitSecondLookOfSlow() {
        awaitTold("recovered");
        awaitSecondLook();
    }
}
