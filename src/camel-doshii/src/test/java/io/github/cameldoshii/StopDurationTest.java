package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.fixtures.RawServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

/** Without events in work, a stop takes no time, whatever the connection is about. */
class StopDurationTest extends RouteTestSupport {

    /** The time of the stop itself; Camel's own parts and a busy machine have their share of it. */
    private static final Duration FAST = Duration.ofMillis(900);

    private void assertFastRouteStop() throws Exception {
        long begin = System.nanoTime();
        consumer("events").stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(FAST);
        assertThat(consumer("events").getConnectionState()).isEqualTo("CLOSED");
    }

    @Test
    void while_connecting() throws Exception {
        try (RawServer silent = RawServer.silent()) {
            component.getConfiguration().setSocketUrl("ws://localhost:" + silent.port() + "/app/socket");
            routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
            context.start();
            await().atMost(SOON)
                    .until(() -> consumer("events").getConnectionState().equals("CONNECTING"));

            assertFastRouteStop();
        }
    }

    @Test
    void while_waiting_for_the_next_attempt() throws Exception {
        component.getConfiguration().setReconnectDelay(600_000);
        component.getConfiguration().setReconnectMaxDelay(600_000);
        component.getConfiguration().setSocketUrl("ws://localhost:1/app/socket");
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        context.start();
        await().atMost(SOON).until(() -> consumer("events").getConnectionState().equals("BACKOFF"));

        assertFastRouteStop();
    }

    @Test
    void while_the_credentials_are_refused() throws Exception {
        routes(r -> r.from("doshii:simulator?clientId=wrong").routeId("events").to("mock:result"));
        context.start();
        await().atMost(SOON).until(() -> consumer("events").getConnectionState().equals("REFUSED"));

        assertFastRouteStop();
    }

    @Test
    void while_connected() throws Exception {
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        startAndAwaitSockets(1);
        awaitLive("events");

        assertFastRouteStop();
    }

    @Test
    void while_reading_is_paused_the_socket_is_closed_in_time_all_the_same() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        routes(r -> r.from("doshii:simulator?queueSize=10").routeId("events").process(e -> go.await()));
        startAndAwaitSockets(1);
        awaitLive("events");
        for (int i = 0; i < 20_000; i++) {
            emitOrder(Integer.toString(i));
        }
        await().atMost(SOON).until(() -> consumer("events").isHeldBack());

        try (LogCapture log = LogCapture.at(Level.INFO)) {
            CompletableFuture<Void> stop =
                    CompletableFuture.runAsync(() -> consumer("events").stop());
            await().atMost(SOON)
                    .until(() -> consumer("events").getConnectionState().equals("CLOSED"));
            go.countDown();
            stop.get(SOON.toSeconds(), TimeUnit.SECONDS);

            assertThat(log.ownMessages(Level.WARN)).isEmpty();
        }
    }

    @Test
    void no_thread_and_no_timer_is_left_behind_on_a_vertx_that_lives_on() throws Exception {
        Vertx vertx = Vertx.vertx();
        component.setVertx(vertx);
        routes(r -> r.from("doshii:simulator?concurrentConsumers=4")
                .routeId("events")
                .to("mock:result"));
        startAndAwaitSockets(1);
        mock("result").expectedMessageCount(20);
        for (int i = 0; i < 20; i++) {
            emitOrder(Integer.toString(i));
        }
        mock("result").assertIsSatisfied();

        context.stop();

        StopInABurstTest.assertNoLaneThreadIsLeft(context);
        await().atMost(SOON).until(() -> vertx.deploymentIDs().isEmpty());
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void no_thread_is_left_behind_by_a_context_that_had_its_own_vertx() throws Exception {
        var before = Thread.getAllStackTraces().keySet();
        routes(r -> r.from("doshii:simulator?concurrentConsumers=4")
                .routeId("events")
                .to("mock:result"));
        startAndAwaitSockets(1);

        context.stop();
        simulator.close();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread))
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.contains("DoshiiRoutes") || name.contains("vert.x")));
    }
}
