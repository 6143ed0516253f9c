package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A route that is stopped, suspended, resumed or started in any state of its connection leaves nothing behind. */
class LifecycleFaultsTest {

    /** The states of a connection, and how to get there. */
    enum State {
        CONNECTING {
            @Override
            void prepare(Rig rig) {
                rig.options.setConnectTimeout(60_000);
                rig.fault(Match.upgrade(), Actions.hang());
            }
        },
        AWAITING_PONG {
            @Override
            void prepare(Rig rig) {
                rig.options.setPongTimeout(60_000);
                rig.fault(Match.ping(), Actions.swallow());
            }
        },
        LIVE {
            @Override
            void prepare(Rig rig) {
                // That is what comes by itself.
            }
        },
        BACKOFF {
            @Override
            void prepare(Rig rig) {
                rig.options.setReconnectMaxDelay(60_000);
                rig.fault(Match.upgrade(), Actions.status(404));
            }
        },
        REFUSED {
            @Override
            void prepare(Rig rig) {
                rig.options.setRefusedDelay(60_000);
                rig.fault(Match.upgrade(), Actions.status(401));
            }
        };

        abstract void prepare(Rig rig);
    }

    private final Rig rig = new Rig();

    /** The simulator has threads of Vert.x too. */
    private final Set<Thread> threadsBefore = threads();

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Threads that could be ours: not those that the JVM, the test engine or a library starts once for all. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("vert.x")
                        || thread.getName().contains("vertx")
                        || thread.getName().contains("Camel")
                        || thread.getName().contains("Doshii"))
                .collect(Collectors.toSet());
    }

    private void assertNothingLeft() {
        Rig.eventually(() -> rig.simulator.openConnections() == 0);
        int dials = rig.simulator.connections().size();
        Rig.within(Duration.ofSeconds(3)).untilAsserted(() -> {
            Set<Thread> left = threads();
            left.removeAll(threadsBefore);
            assertThat(left).isEmpty();
        });
        assertThat(rig.simulator.connections()).hasSize(dials);
    }

    private static Duration timeOf(Action action) throws Exception {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private interface Action {
        void run() throws Exception;
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void the_context_stops_within_a_second_or_so_and_leaves_no_thread(State state) throws Exception {
        state.prepare(rig);
        rig.start();
        rig.awaitState(state.name());

        assertThat(timeOf(rig.context::stop)).isLessThan(Duration.ofSeconds(6));

        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void the_route_is_stopped_and_started_again(State state) throws Exception {
        state.prepare(rig);
        rig.start();
        rig.awaitState(state.name());

        rig.context.getRouteController().stopRoute(Rig.ROUTE);
        Rig.eventually(() -> rig.simulator.openConnections() == 0);
        rig.simulator.faults().clear();
        rig.context.getRouteController().startRoute(Rig.ROUTE);

        rig.awaitLive();
        rig.assertAlive();
        assertThat(rig.simulator.openConnections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void the_route_is_suspended_and_resumed(State state) throws Exception {
        state.prepare(rig);
        rig.start();
        rig.awaitState(state.name());

        rig.context.getRouteController().suspendRoute(Rig.ROUTE);
        Rig.eventually(() -> rig.simulator.openConnections() == 0);
        assertThat(rig.consumer().getConnectionState()).isEqualTo("CLOSED");
        assertThat(rig.consumer().getConnectionStatus()).contains("stopped or suspended");
        rig.simulator.faults().clear();
        rig.context.getRouteController().resumeRoute(Rig.ROUTE);

        rig.awaitLive();
        rig.assertAlive();
        assertThat(rig.simulator.openConnections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void a_suspended_route_is_stopped(State state) throws Exception {
        state.prepare(rig);
        rig.start();
        rig.awaitState(state.name());
        rig.context.getRouteController().suspendRoute(Rig.ROUTE);

        rig.context.stop();

        assertNothingLeft();
    }

    @Test
    void the_context_stops_while_reading_is_paused_and_finishes_what_was_read() throws Exception {
        rig.options.setQueueSize(10);
        rig.options.setConnectionEvents(false);
        CountDownLatch blocked = new CountDownLatch(1);
        rig.startAndConnect(exchange -> blocked.await());
        rig.emit(1, 100);
        Rig.eventually(() -> rig.consumer().isHeldBack());

        Thread stopping = new Thread(rig.context::stop, "stopping");
        stopping.start();
        Rig.eventually(() -> rig.simulator.openConnections() == 0);
        blocked.countDown();
        stopping.join(Rig.SLACK.toMillis());

        assertThat(stopping.isAlive()).isFalse();
        assertThat(rig.ids()).isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
        assertNothingLeft();
    }

    @Test
    void a_stop_in_the_middle_of_a_burst_hands_over_all_that_was_read_and_in_order() throws Exception {
        rig.options.setConnectionEvents(false);
        for (int round = 0; round < 10; round++) {
            rig.events.clear();
            if (round == 0) {
                rig.start();
            } else {
                rig.context.getRouteController().startRoute(Rig.ROUTE);
            }
            rig.awaitLive();
            Pace burst = Pace.every(Duration.ofMillis(1), () -> rig.emit(1, 20));
            try {
                rig.awaitEvents(200);
                rig.context.getRouteController().stopRoute(Rig.ROUTE);
            } finally {
                burst.close();
            }

            List<Integer> ids = rig.ids();
            for (int i = 1; i < ids.size(); i++) {
                assertThat(ids.get(i)).isEqualTo(ids.get(i - 1) % 20 + 1);
            }
            assertThat(rig.consumer().getPendingEvents()).isZero();
            assertThat(rig.consumer().getFinishedEvents()).isEqualTo(ids.size());
        }
    }

    @Test
    void of_two_routes_on_one_socket_each_can_go_without_the_other_noticing() throws Exception {
        rig.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator?events=order_created").routeId("other").to("mock:other");
            }
        });
        rig.startAndConnect();
        assertThat(rig.simulator.connections()).hasSize(1);

        rig.context.getRouteController().stopRoute("other");
        rig.assertAlive();
        rig.context.getRouteController().startRoute("other");
        rig.assertAlive();
        rig.context.getRouteController().stopRoute(Rig.ROUTE);

        assertThat(rig.simulator.openConnections()).isEqualTo(1);
        assertThat(rig.simulator.connections()).hasSize(1);
        rig.context.getRouteController().stopRoute("other");
        Rig.eventually(() -> rig.simulator.openConnections() == 0);
    }
}
