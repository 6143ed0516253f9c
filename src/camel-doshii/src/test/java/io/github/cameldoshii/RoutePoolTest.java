package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many threads there are, by what the consumers may do and by what they do. */
class RoutePoolTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MANY = 1_000;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(1, Integer.MAX_VALUE, 100, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final RoutePool pool = new RoutePool(threads, () -> timer);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();

    RoutePoolTest() {
        threads.allowCoreThreadTimeOut(true);
    }

    @AfterEach
    void end() {
        release.countDown();
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private void block() {
        begun.incrementAndGet();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void one_route_has_one_thread() {
        pool.add(1);
        pool.execute(this::block);
        pool.execute(this::block);

        await().atMost(SOON).until(() -> begun.get() == 1);
        assertThat(threads.getPoolSize()).isEqualTo(1);
    }

    @Test
    void few_routes_have_as_many_threads_at_once_as_they_may_need() {
        for (int i = 0; i < RoutePool.MOST; i++) {
            pool.add(1);
        }
        for (int i = 0; i < RoutePool.MOST; i++) {
            pool.execute(this::block);
        }

        assertThat(threads.getPoolSize()).isEqualTo(RoutePool.MOST);
    }

    @Test
    void many_routes_that_do_not_block_have_no_more_threads_than_few() {
        pool.add(MANY);
        for (int i = 0; i < 20 * MANY; i++) {
            pool.execute(finished::incrementAndGet);
        }

        await().atMost(SOON).until(() -> finished.get() == 20 * MANY);
        assertThat(threads.getLargestPoolSize()).isLessThanOrEqualTo(4 * RoutePool.MOST);
    }

    @Test
    void routes_that_block_hold_no_other_one_up() {
        pool.add(MANY);
        for (int i = 0; i < MANY - 1; i++) {
            pool.execute(this::block);
        }
        pool.execute(finished::incrementAndGet);

        await().atMost(SOON).until(() -> finished.get() == 1);
        await().atMost(SOON).until(() -> begun.get() == MANY - 1);
    }

    @Test
    void threads_end_when_there_is_nothing_to_do() {
        pool.add(MANY);
        for (int i = 0; i < 3 * RoutePool.MOST; i++) {
            pool.execute(this::block);
        }
        await().atMost(SOON).until(() -> begun.get() == 3 * RoutePool.MOST);

        release.countDown();

        await().atMost(SOON).until(() -> threads.getPoolSize() == 0);
        assertThat(threads.getCorePoolSize()).isEqualTo(RoutePool.MOST);
    }

    @Test
    void a_consumer_that_has_ended_counts_no_more() {
        pool.add(3);
        pool.add(-2);

        assertThat(threads.getCorePoolSize()).isEqualTo(1);
    }
}
