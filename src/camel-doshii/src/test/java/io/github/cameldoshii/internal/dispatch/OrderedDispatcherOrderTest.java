package io.github.cameldoshii.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderedDispatcherOrderTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void one_lane_works_on_one_item_after_the_other_in_order_of_arrival() {
        List<Integer> seen = new ArrayList<>();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
                1,
                100,
                threads,
                (item, done) -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    seen.add(item);
                    atOnce.decrementAndGet();
                    return true;
                },
                () -> {});

        Numbers.upTo(50_000).forEach(i -> delivery.accept(i, i));

        await().until(() -> delivery.pending() == 0);
        assertThat(seen.equals(Numbers.upTo(50_000))).isTrue();
        assertThat(most.get()).isEqualTo(1);
        assertThat(delivery.finished()).isEqualTo(50_000);
    }

    @Test
    void several_lanes_keep_the_order_of_each_key() {
        Map<Integer, List<Integer>> seen = new ConcurrentHashMap<>();
        OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
                4,
                100,
                threads,
                (item, done) -> {
                    seen.computeIfAbsent(item % 97, key -> new ArrayList<>()).add(item);
                    return true;
                },
                () -> {});

        Numbers.upTo(50_000).forEach(i -> delivery.accept(i, (i % 97) * 65_536));

        await().until(() -> delivery.pending() == 0);
        assertThat(seen).hasSize(97);
        seen.values().forEach(items -> assertThat(items).isSorted());
    }

    @Test
    void several_lanes_work_at_the_same_time_and_keys_spread_over_all_of_them() throws Exception {
        CountDownLatch allFour = new CountDownLatch(4);
        OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
                4,
                1_000,
                threads,
                (item, done) -> {
                    allFour.countDown();
                    try {
                        allFour.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                },
                () -> {});

        // Keys that differ only in their upper half, as hash codes may.
        Numbers.upTo(64).forEach(i -> delivery.accept(i, i << 16));

        await().until(() -> delivery.pending() == 0);
        assertThat(allFour.getCount()).isZero();
    }

    @Test
    void one_lane_puts_negative_keys_in_order_too() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        OrderedDispatcher<Integer> delivery =
                new OrderedDispatcher<>(3, 10, threads, (item, done) -> seen.add(item), () -> {});

        Numbers.upTo(100).forEach(i -> delivery.accept(i, Integer.MIN_VALUE));

        await().until(() -> delivery.pending() == 0);
        assertThat(seen).isEqualTo(Numbers.upTo(100));
    }
}
