package io.github.cameldoshii.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class OrderedDispatcherDrainTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> unfinished = new ArrayDeque<>();
    private final List<Integer> seen = new ArrayList<>();
    private final OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
            1,
            10,
            tasks::add,
            (item, done) -> {
                seen.add(item);
                unfinished.add(done);
                return false;
            },
            () -> {});

    private void finishOne() {
        tasks.remove().run();
        unfinished.remove().run();
    }

    @Test
    void an_idle_delivery_is_drained_at_once() {
        assertThat(isDone(delivery.drained())).isTrue();
    }

    @Test
    void it_is_drained_when_the_last_item_is_finished_and_not_when_it_is_begun() {
        delivery.accept(0, 0);
        delivery.accept(1, 0);
        CompletionStage<Void> drained = delivery.drained();

        finishOne();
        tasks.remove().run();
        assertThat(isDone(drained)).isFalse();
        unfinished.remove().run();

        assertThat(isDone(drained)).isTrue();
    }

    @Test
    void everybody_who_asked_is_told() {
        delivery.accept(0, 0);
        CompletionStage<Void> first = delivery.drained();
        CompletionStage<Void> second = delivery.drained();

        finishOne();

        assertThat(isDone(first)).isTrue();
        assertThat(isDone(second)).isTrue();
    }

    @Test
    void an_abandoned_delivery_hands_nothing_over_any_more() {
        Numbers.upTo(3).forEach(i -> delivery.accept(i, 0));
        tasks.remove().run();

        delivery.abandon();
        unfinished.remove().run();
        tasks.remove().run();

        assertThat(seen).containsExactly(0);
        assertThat(isDone(delivery.drained())).isTrue();
    }

    @Test
    void nothing_is_stuck_while_nothing_is_pending() {
        delivery.accept(0, 0);
        await().atMost(Duration.ofSeconds(5)).until(() -> delivery.stuckNanos() > 1_000_000);

        finishOne();

        assertThat(delivery.stuckNanos()).isZero();
    }

    @Test
    void the_time_of_being_stuck_counts_from_the_last_item_that_was_finished() {
        delivery.accept(0, 0);
        delivery.accept(1, 0);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> delivery.stuckNanos() > Duration.ofMillis(200).toNanos());

        long before = System.nanoTime();
        finishOne();
        long stuck = delivery.stuckNanos();

        assertThat(stuck).isBetween(0L, System.nanoTime() - before);
    }

    @Test
    void the_time_of_being_stuck_counts_from_when_progress_was_noted_not_from_when_it_is_asked_for() {
        delivery.accept(0, 0);
        delivery.accept(1, 0);
        finishOne();
        delivery.noteProgress();
        long noted = System.nanoTime();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> System.nanoTime() - noted > Duration.ofMillis(50).toNanos());

        assertThat(delivery.stuckNanos()).isGreaterThan(Duration.ofMillis(50).toNanos());
    }

    private static boolean isDone(CompletionStage<Void> stage) {
        return ((CompletableFuture<Void>) stage).isDone();
    }
}
