package io.github.cameldoshii.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Items that are accepted one by one and handed over together. */
class OrderedDispatcherBatchTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Integer> seen = new ArrayList<>();
    private final OrderedDispatcher<Integer> delivery = new OrderedDispatcher<>(
            2,
            10,
            tasks::add,
            (item, done) -> {
                seen.add(item);
                return true;
            },
            () -> {});
    private final OrderedDispatcher<Integer>.Batch batch = delivery.newBatch();

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void wait_for_the_flush_and_count_as_pending_meanwhile() {
        batch.add(1, 0);
        batch.add(2, 0);

        assertThat(tasks).isEmpty();
        assertThat(delivery.pending()).isEqualTo(2);
    }

    @Test
    void are_worked_on_in_order_by_one_task_for_each_lane() {
        batch.add(1, 0);
        batch.add(11, 1);
        batch.add(2, 0);
        batch.add(12, 1);

        batch.flush();

        assertThat(tasks).hasSize(2);
        runAll();
        assertThat(seen).containsExactly(1, 2, 11, 12);
        assertThat(delivery.pending()).isZero();
    }

    @Test
    void are_not_started_twice() {
        batch.add(1, 0);
        batch.flush();
        batch.add(2, 0);
        batch.flush();

        assertThat(tasks).hasSize(1);
        runAll();
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void are_worked_on_before_what_is_accepted_after_them() {
        batch.add(1, 0);
        batch.flush();
        delivery.accept(2, 0);

        runAll();

        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void that_come_when_the_lane_has_just_run_dry_are_started_by_the_next_flush() {
        delivery.accept(1, 0);
        runAll();
        batch.add(2, 0);
        batch.flush();

        runAll();

        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void of_two_threads_do_not_mix() {
        OrderedDispatcher<Integer>.Batch other = delivery.newBatch();
        batch.add(1, 0);
        other.add(2, 0);
        other.flush();
        batch.add(3, 0);
        batch.flush();

        runAll();

        assertThat(seen).containsExactly(2, 1, 3);
    }

    @Test
    void are_handed_over_one_by_one_while_others_are_finished_later() {
        var later = new ArrayDeque<Runnable>();
        var asynchronous = new OrderedDispatcher<Integer>(
                1,
                10,
                tasks::add,
                (item, done) -> {
                    seen.add(item);
                    later.add(done);
                    return false;
                },
                () -> {});
        var all = asynchronous.newBatch();
        for (int i = 1; i <= 3; i++) {
            all.add(i, 0);
        }
        all.flush();

        for (int i = 1; i <= 3; i++) {
            runAll();
            assertThat(seen).hasSize(i);
            assertThat(asynchronous.pending()).isEqualTo(4 - i);
            later.remove().run();
        }

        assertThat(asynchronous.pending()).isZero();
        assertThat(asynchronous.finished()).isEqualTo(3);
    }
}
