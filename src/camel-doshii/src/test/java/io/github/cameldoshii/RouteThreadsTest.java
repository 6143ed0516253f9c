package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each consumer ends its own part of the threads, and nobody else's. */
class RouteThreadsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final ExecutorService shared = Executors.newCachedThreadPool();
    private final RouteThreads mine = new RouteThreads(pool(shared), 2);
    private final RouteThreads others = new RouteThreads(pool(shared), 2);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void end() {
        release.countDown();
        shared.shutdownNow();
    }

    private static RoutePool pool(ExecutorService threads) {
        return new RoutePool(threads, () -> {
            throw new AssertionError("so few need no timer");
        });
    }

    /** Whether it was interrupted is told when it ends. */
    private AtomicBoolean work(RouteThreads threads) {
        AtomicBoolean interrupted = new AtomicBoolean();
        int before = begun.get();
        threads.execute(() -> {
            begun.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        await().atMost(SOON).until(() -> begun.get() > before);
        return interrupted;
    }

    @Test
    void a_forced_end_interrupts_what_it_runs_and_nothing_of_others() {
        AtomicBoolean first = work(mine);
        AtomicBoolean second = work(mine);
        AtomicBoolean other = work(others);

        mine.endNow();

        await().atMost(SOON).until(() -> first.get() && second.get());
        release.countDown();
        shared.shutdown();
        await().atMost(SOON).until(shared::isTerminated);
        assertThat(other).isFalse();
    }

    @Test
    void an_end_lets_what_it_runs_go_on() {
        AtomicBoolean interrupted = work(mine);

        mine.end();
        release.countDown();
        shared.shutdown();

        await().atMost(SOON).until(shared::isTerminated);
        assertThat(interrupted).isFalse();
    }

    @Test
    void nothing_is_taken_after_the_end_while_others_go_on() {
        mine.end();

        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> mine.execute(() -> {}));
        assertThat(work(others)).isFalse();
    }

    @Test
    void what_has_not_begun_at_a_forced_end_never_does() {
        AtomicInteger ran = new AtomicInteger();
        ExecutorService one = Executors.newSingleThreadExecutor();
        RouteThreads blocking = new RouteThreads(pool(one), 1);
        RouteThreads waiting = new RouteThreads(pool(one), 1);
        work(blocking);
        waiting.execute(ran::incrementAndGet);

        waiting.endNow();
        release.countDown();
        one.shutdown();

        await().atMost(SOON).until(one::isTerminated);
        assertThat(ran).hasValue(0);
    }
}
