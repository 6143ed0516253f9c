package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventOrderTest extends RouteTestSupport {

    private static final int EVENTS = 10_000;

    @Test
    void with_one_consumer_every_event_arrives_once_and_in_the_order_of_sending() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        routes(r -> r.from("doshii:simulator")
                .process(e -> seen.add(e.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class))));
        startAndAwaitSockets(1);

        IntStream.range(0, EVENTS).forEach(i -> emitOrder(Integer.toString(i)));

        await().atMost(SOON).until(() -> seen.size() >= EVENTS);
        assertThat(List.copyOf(seen))
                .isEqualTo(
                        IntStream.range(0, EVENTS).mapToObj(Integer::toString).toList());
    }

    @Test
    void a_small_queue_slows_the_socket_down_and_loses_nothing() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        AtomicInteger most = new AtomicInteger();
        routes(r -> r.from("doshii:simulator?queueSize=3").routeId("small").process(e -> {
            most.accumulateAndGet(consumer("small").getPendingEvents(), Math::max);
            seen.add(e.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class));
        }));
        startAndAwaitSockets(1);

        IntStream.range(0, EVENTS).forEach(i -> emitOrder(Integer.toString(i)));

        await().atMost(SOON.multipliedBy(2)).until(() -> seen.size() >= EVENTS);
        assertThat(List.copyOf(seen))
                .isEqualTo(
                        IntStream.range(0, EVENTS).mapToObj(Integer::toString).toList());
        assertThat(most.get()).isBetween(1, 3);
        assertThat(simulator.connections()).hasSize(1);
    }

    @Test
    void with_several_consumers_the_order_of_each_entity_is_kept() throws Exception {
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        AtomicInteger count = new AtomicInteger();
        routes(r -> r.from("doshii:simulator?concurrentConsumers=4").process(e -> {
            String id = e.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class);
            int step = Integer.parseInt(e.getMessage().getHeader(DoshiiConstants.STATUS, String.class));
            seen.computeIfAbsent(id, k -> new ArrayList<>()).add(step);
            count.incrementAndGet();
        }));
        startAndAwaitSockets(1);

        int entities = 50;
        int steps = 100;
        for (int step = 0; step < steps; step++) {
            for (int entity = 0; entity < entities; entity++) {
                simulator.emit("order_updated", "{\"id\":\"e" + entity + "\",\"status\":\"" + step + "\"}");
            }
        }

        await().atMost(SOON).until(() -> count.get() >= entities * steps);
        List<Integer> inOrder = IntStream.range(0, steps).boxed().toList();
        assertThat(seen).hasSize(entities).allSatisfy((id, order) -> assertThat(order)
                .isEqualTo(inOrder));
    }

    @Test
    void with_several_consumers_one_slow_entity_does_not_hold_up_the_others() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        routes(r -> r.from("doshii:simulator?concurrentConsumers=8").process(e -> {
            String id = e.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class);
            if (id.equals("slow")) {
                slow.await();
            }
            seen.add(id);
        }));
        startAndAwaitSockets(1);

        emitOrder("slow");
        IntStream.range(0, 100).forEach(i -> emitOrder("quick" + i));

        // Those that share the slow one's lane wait, all others go on.
        await().atMost(SOON).until(() -> seen.size() > 70);
        assertThat(seen).doesNotContain("slow");
        slow.countDown();
        await().atMost(SOON).until(() -> seen.size() == 101);
    }

    @Test
    void the_misspelt_check_in_event_keeps_its_place_among_those_of_the_same_check_in() throws Exception {
        Map<String, List<String>> seen = new ConcurrentHashMap<>();
        AtomicInteger count = new AtomicInteger();
        routes(r -> r.from("doshii:simulator?concurrentConsumers=8").process(e -> {
            String id = e.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class);
            seen.computeIfAbsent(id, k -> new ArrayList<>())
                    .add(e.getMessage().getHeader(DoshiiConstants.EVENT_TYPE, String.class));
            count.incrementAndGet();
        }));
        startAndAwaitSockets(1);

        int checkins = 300;
        for (int i = 0; i < checkins; i++) {
            String data = "{\"id\":\"c" + i + "\"}";
            simulator.emit("checkin_created", data);
            simulator.emit("ckeckin_updated", data);
            simulator.emit("checkin_deleted", data);
        }

        await().atMost(SOON).until(() -> count.get() >= 3 * checkins);
        assertThat(seen.values()).hasSize(checkins).allSatisfy(types -> assertThat(types)
                .containsExactly("checkin_created", "ckeckin_updated", "checkin_deleted"));
    }
}
