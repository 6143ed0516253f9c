package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.DoshiiConstants;
import io.github.cameldoshii.simulator.PingRecord;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A slow or blocked route holds back the socket, and nothing else: no event is lost, no link is given up. */
class BackPressureFaultsTest {

    private final Rig rig = new Rig();

    BackPressureFaultsTest() {
        rig.options.setConnectionEvents(false);
        rig.options.setPongTimeout(30_000);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    /** The longest time between two pings of the first connection. */
    private Duration longestGap() {
        List<PingRecord> pings = rig.simulator.connections().get(0).pings();
        Duration longest = Duration.ZERO;
        for (int i = 1; i < pings.size(); i++) {
            Duration gap =
                    Duration.between(pings.get(i - 1).receivedAt(), pings.get(i).receivedAt());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }

    @Test
    void six_thousand_events_into_a_slow_route_arrive_in_order_on_one_connection_with_steady_heartbeats()
            throws Exception {
        rig.options.setQueueSize(100);
        // A permit each millisecond is a route that takes a millisecond.
        Semaphore pace = new Semaphore(0);
        Pace millisecond = Pace.every(Duration.ofMillis(1), pace::release);
        try {
            rig.startAndConnect(exchange -> pace.acquire());

            rig.emit(1, 6_000);
            Rig.within(Duration.ofSeconds(20)).until(() -> rig.events.size() == 6_000);
        } finally {
            millisecond.close();
        }

        assertThat(rig.ids()).isEqualTo(numbers(1, 6_000));
        assertThat(rig.consumer().getConnectAttempts()).isEqualTo(1);
        assertThat(rig.simulator.connections().get(0).pings()).hasSizeGreaterThan(10);
        assertThat(longestGap()).isLessThan(Rig.HEARTBEAT.plus(Rig.SLACK));
    }

    @Test
    void a_blocked_route_on_a_quiet_service_is_not_a_dead_channel() throws Exception {
        rig.options.setQueueSize(5);
        rig.options.setPongTimeout(400);
        CountDownLatch blocked = new CountDownLatch(1);
        rig.startAndConnect(exchange -> blocked.await());
        rig.emit(1, 5);
        Rig.eventually(() -> rig.consumer().isHeldBack());

        // Ten heartbeats are more than four times what makes a silent link a dead one.
        int pings = rig.lastConnection().pings().size();
        Rig.eventually(() -> rig.simulator.connections().get(0).pings().size() >= pings + 10);
        assertThat(rig.consumer().getConnectionStatus()).contains("reading held back: the queue is full");
        blocked.countDown();
        rig.awaitEvents(5);
        rig.emit(6, 10);
        rig.awaitEvents(10);

        assertThat(rig.ids()).isEqualTo(numbers(1, 10));
        assertThat(rig.consumer().getConnectAttempts()).isEqualTo(1);
    }

    @Test
    void no_more_is_held_in_the_process_than_the_queue_and_what_the_network_keeps() throws Exception {
        rig.options.setQueueSize(10);
        CountDownLatch blocked = new CountDownLatch(1);
        rig.startAndConnect(exchange -> blocked.await());
        String kilobyte = "x".repeat(1_000);
        for (int i = 1; i <= 20_000; i++) {
            rig.simulator.emit("order_updated", "{\"id\":" + i + ",\"notes\":\"" + kilobyte + "\"}");
        }
        Rig.eventually(() -> rig.consumer().isHeldBack());

        assertThat(rig.consumer().getPendingEvents()).isEqualTo(10);
        assertThat(rig.simulator.queuedMessages()).isGreaterThan(5_000);

        blocked.countDown();
        Rig.within(Duration.ofSeconds(20)).until(() -> rig.events.size() == 20_000);
        assertThat(rig.ids()).isEqualTo(numbers(1, 20_000));
    }

    @Test
    void large_messages_in_fragments_into_a_queue_of_one() throws Exception {
        rig.options.setQueueSize(1);
        Semaphore permits = new Semaphore(0);
        rig.startAndConnect(exchange -> permits.acquire());
        String text = "y".repeat(990_000);

        for (int i = 1; i <= 5; i++) {
            rig.simulator.sendFragments(
                    "{\"emit\":[\"order_updated\",{\"id\":" + i + ",\"notes\":\"" + text + "\"}]}", 50_000);
        }
        for (int i = 1; i <= 5; i++) {
            permits.release();
            rig.awaitEvents(i);
        }

        assertThat(rig.ids()).isEqualTo(numbers(1, 5));
        assertThat(rig.events)
                .allSatisfy(event -> assertThat(event.getBody(String.class)).contains(text));
        assertThat(rig.consumer().getConnectAttempts()).isEqualTo(1);
    }

    @Test
    void a_burst_of_a_hundred_thousand_events_arrives_in_order() throws Exception {
        rig.faultOnce(
                Match.opened(),
                Actions.sendMany("{\"emit\":[\"order_updated\",{\"id\":${n}}]}", 100_000, Duration.ZERO));
        AtomicInteger last = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        rig.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator").process(exchange -> {
                    int id = exchange.getMessage().getHeader(DoshiiConstants.ENTITY_ID, Integer.class);
                    if (id != last.get() + 1) {
                        wrong.incrementAndGet();
                    }
                    last.set(id);
                });
            }
        });

        rig.context.start();

        Rig.within(Duration.ofSeconds(20)).until(() -> last.get() == 100_000);
        assertThat(wrong).hasValue(0);
        assertThat(rig.simulator.connections()).hasSize(1);
    }

    @Test
    void a_route_that_always_fails_takes_one_event_after_the_other() throws Exception {
        rig.options.setQueueSize(5);
        rig.startAndConnect(exchange -> {
            throw new IllegalStateException("this route always fails");
        });

        rig.emit(1, 100);

        Rig.eventually(() -> rig.consumer().getFinishedEvents() == 100);
        assertThat(rig.consumer().getConnectAttempts()).isEqualTo(1);
    }

    @Test
    void events_in_the_same_segment_as_the_upgrade_are_never_lost() throws Exception {
        String[] texts = numbers(1, 5).stream()
                .map(i -> "{\"emit\":[\"order_updated\",{\"id\":" + i + "}]}")
                .toArray(String[]::new);
        rig.fault(Match.upgrade(), Actions.firstTexts(texts));

        rig.startAndConnect();
        for (int dials = 1; dials < 30; dials++) {
            rig.awaitEvents(5 * dials);
            rig.awaitLive();
            rig.consumer().reconnect();
            long next = dials + 1;
            Rig.eventually(() -> rig.consumer().getConnectAttempts() == next);
        }
        rig.awaitEvents(150);

        assertThat(rig.ids()).hasSize(150);
        for (int i = 0; i < 150; i++) {
            assertThat(rig.ids().get(i)).isEqualTo(i % 5 + 1);
        }
    }
}
