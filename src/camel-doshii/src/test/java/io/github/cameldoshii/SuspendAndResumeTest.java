package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuspendAndResumeTest extends RouteTestSupport {

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void startRoute() throws Exception {
        routes(r -> r.from("doshii:simulator")
                .routeId("events")
                .process(e -> seen.add(e.getMessage().getBody(String.class))));
        startAndAwaitSockets(1);
    }

    private void assertEventsArrive(String id) {
        awaitLive("events");
        emitOrder(id);
        await().atMost(SOON).until(() -> seen.contains("{\"id\":\"" + id + "\"}"));
    }

    @Test
    void a_suspended_route_has_no_socket_and_a_resumed_one_has_one() throws Exception {
        for (int i = 0; i < 3; i++) {
            context.getRouteController().suspendRoute("events");
            assertThat(context.getRouteController().getRouteStatus("events")).isEqualTo(ServiceStatus.Suspended);
            assertThat(simulator.openConnections()).isZero();
            assertThat(consumer("events").getConnectionState()).isEqualTo("CLOSED");

            context.getRouteController().resumeRoute("events");
            awaitSockets(1);
            assertEventsArrive("r" + i);
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void so_it_is_when_the_whole_context_is_suspended() throws Exception {
        context.suspend();
        assertThat(simulator.openConnections()).isZero();

        context.resume();
        awaitSockets(1);
        assertEventsArrive("1");
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_stopped_route_has_no_socket_and_a_started_one_has_one() throws Exception {
        for (int i = 0; i < 3; i++) {
            context.getRouteController().stopRoute("events");
            assertThat(simulator.openConnections()).isZero();

            context.getRouteController().startRoute("events");
            awaitSockets(1);
            assertEventsArrive("s" + i);
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void nothing_is_kept_of_connections_that_have_ended() throws Exception {
        for (int i = 0; i < 3; i++) {
            context.getRouteController().suspendRoute("events");
            context.getRouteController().resumeRoute("events");
        }
        awaitSockets(1);
        assertThat(ConnectionRegistry.of(context).connections()).isEqualTo(1);
        assertThat(ConnectionRegistry.of(context).recoveries()).isEqualTo(1);

        context.getRouteController().stopRoute("events");
        assertThat(ConnectionRegistry.of(context).connections()).isZero();
        assertThat(ConnectionRegistry.of(context).recoveries()).isZero();
    }

    @Test
    void a_suspended_route_can_be_stopped_and_started() throws Exception {
        context.getRouteController().suspendRoute("events");
        context.getRouteController().stopRoute("events");
        context.getRouteController().startRoute("events");

        awaitSockets(1);
        assertEventsArrive("1");
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_consumer_can_be_suspended_and_stopped_by_itself() {
        consumer("events").suspend();
        assertThat(simulator.openConnections()).isZero();
        consumer("events").resume();
        awaitSockets(1);
        assertEventsArrive("1");
        consumer("events").stop();
        assertThat(simulator.openConnections()).isZero();
        consumer("events").start();
        awaitSockets(1);
        assertEventsArrive("2");
    }

    @Test
    void a_route_whose_stop_was_given_up_goes_on_receiving() throws Exception {
        java.util.concurrent.CountDownLatch go = new java.util.concurrent.CountDownLatch(1);
        routes(r -> r.from("doshii:simulator?deviceId=slow").routeId("slow").process(e -> {
            go.await();
            seen.add("slow " + e.getMessage().getBody(String.class));
        }));
        awaitSockets(2);
        emitOrder("1");
        await().atMost(SOON).until(() -> consumer("slow").getPendingEvents() == 1);

        boolean stopped = context.getRouteController().stopRoute("slow", 1, TimeUnit.SECONDS, true);

        assertThat(stopped).isFalse();
        awaitSockets(2);
        go.countDown();
        awaitLive("slow");
        emitOrder("2");
        await().atMost(SOON).until(() -> seen.contains("slow {\"id\":\"2\"}"));
        assertThat(seen).containsOnlyOnce("slow {\"id\":\"1\"}", "slow {\"id\":\"2\"}");
    }
}
