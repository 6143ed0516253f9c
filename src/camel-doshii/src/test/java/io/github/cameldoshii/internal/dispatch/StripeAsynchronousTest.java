package io.github.cameldoshii.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StripeAsynchronousTest {

    private final ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    private final ExecutorService elsewhere = Executors.newSingleThreadExecutor();
    private final List<Integer> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        elsewhere.shutdownNow();
    }

    @Test
    void no_thread_is_held_and_the_next_item_waits_until_the_one_before_is_finished() {
        Queue<Runnable> unfinished = new ConcurrentLinkedQueue<>();
        OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
                1,
                10,
                threads,
                (item, done) -> {
                    seen.add(item);
                    unfinished.add(done);
                    return false;
                },
                () -> {});

        Numbers.upTo(3).forEach(i -> delivery.accept(i, 0));

        await().until(() -> unfinished.size() == 1 && threads.getActiveCount() == 0);
        assertThat(seen).containsExactly(0);
        assertThat(delivery.pending()).isEqualTo(3);
        unfinished.remove().run();
        await().until(() -> unfinished.size() == 1 && threads.getActiveCount() == 0);
        assertThat(seen).containsExactly(0, 1);
        assertThat(delivery.pending()).isEqualTo(2);
    }

    @Test
    void an_item_may_be_finished_on_another_thread_before_the_worker_has_returned() {
        OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
                1,
                10,
                threads,
                (item, done) -> {
                    seen.add(item);
                    CountDownLatch finished = new CountDownLatch(1);
                    elsewhere.execute(() -> {
                        done.run();
                        finished.countDown();
                    });
                    waitFor(finished);
                    return false;
                },
                () -> {});

        Numbers.upTo(1_000).forEach(i -> delivery.accept(i, 0));

        await().until(() -> delivery.pending() == 0);
        assertThat(seen).isEqualTo(Numbers.upTo(1_000));
    }

    @Test
    void an_item_may_be_finished_on_the_lanes_own_thread_before_the_worker_has_returned() {
        OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
                1,
                10,
                threads,
                (item, done) -> {
                    seen.add(item);
                    done.run();
                    return false;
                },
                () -> {});

        Numbers.upTo(1_000).forEach(i -> delivery.accept(i, 0));

        await().until(() -> delivery.pending() == 0);
        assertThat(seen).isEqualTo(Numbers.upTo(1_000));
    }

    @Test
    void work_that_is_now_finished_at_once_and_now_later_keeps_the_order() {
        OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
                1,
                10,
                threads,
                (item, done) -> {
                    seen.add(item);
                    if (item % 3 == 0) {
                        elsewhere.execute(done);
                        return false;
                    }
                    return true;
                },
                () -> {});

        Numbers.upTo(3_000).forEach(i -> delivery.accept(i, 0));

        await().until(() -> delivery.pending() == 0);
        assertThat(seen).isEqualTo(Numbers.upTo(3_000));
    }

    @Test
    void the_stack_does_not_grow_with_the_number_of_items() {
        Queue<Integer> depths = new ConcurrentLinkedQueue<>();
        OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
                1,
                10,
                threads,
                (item, done) -> {
                    if (item % 1_000 == 999) {
                        depths.add(Thread.currentThread().getStackTrace().length);
                    }
                    elsewhere.execute(done);
                    return false;
                },
                () -> {});

        Numbers.upTo(20_000).forEach(i -> delivery.accept(i, 0));

        await().until(() -> delivery.pending() == 0);
        assertThat(depths).hasSize(20).allMatch(depth -> depth < 25);
    }

    @Test
    void threads_that_are_shut_down_meanwhile_do_not_harm_whoever_finishes_an_item() {
        Queue<Runnable> unfinished = new ConcurrentLinkedQueue<>();
        OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
                1,
                10,
                (Executor) threads,
                (item, done) -> {
                    unfinished.add(done);
                    return false;
                },
                () -> {});
        delivery.accept(0, 0);
        delivery.accept(1, 0);
        await().until(() -> unfinished.size() == 1);

        threads.shutdownNow();
        unfinished.remove().run();

        assertThat(delivery.pending()).isEqualTo(1);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
