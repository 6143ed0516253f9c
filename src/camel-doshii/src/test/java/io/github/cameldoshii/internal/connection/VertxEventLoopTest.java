package io.github.cameldoshii.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxEventLoopTest {

    private static final long SPAN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Vertx vertx = Vertx.vertx();
    private final VertxEventLoop loop = VertxEventLoop.of(vertx, InstantSource.system());

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void time_stands_still_within_a_turn() throws Exception {
        CompletableFuture<Long> passed = new CompletableFuture<>();
        loop.execute(() -> {
            long before = loop.nanoTime();
            spin();
            passed.complete(loop.nanoTime() - before);
        });

        assertThat(passed.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void time_has_gone_on_in_the_next_turn() throws Exception {
        CompletableFuture<Long> passed = new CompletableFuture<>();
        loop.execute(() -> {
            long before = loop.nanoTime();
            spin();
            loop.execute(() -> passed.complete(loop.nanoTime() - before));
        });

        assertThat(passed.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(SPAN_NANOS);
    }

    @Test
    void a_timer_sees_the_time_at_which_it_fires() throws Exception {
        CompletableFuture<Long> passed = new CompletableFuture<>();
        loop.execute(() -> {
            long before = loop.nanoTime();
            loop.schedule(SPAN_NANOS, () -> passed.complete(loop.nanoTime() - before));
        });

        assertThat(passed.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(SPAN_NANOS);
    }

    @Test
    void on_other_threads_time_goes_on_always() {
        long before = loop.nanoTime();
        spin();

        assertThat(loop.nanoTime() - before).isGreaterThanOrEqualTo(SPAN_NANOS);
    }

    @Test
    void what_comes_after_the_end_of_vertx_is_not_run_and_harms_nobody() throws Exception {
        AtomicBoolean run = new AtomicBoolean();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);

        assertThatNoException().isThrownBy(() -> loop.execute(() -> run.set(true)));
        assertThat(run).isFalse();
    }

    private static void spin() {
        long end = System.nanoTime() + SPAN_NANOS;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
