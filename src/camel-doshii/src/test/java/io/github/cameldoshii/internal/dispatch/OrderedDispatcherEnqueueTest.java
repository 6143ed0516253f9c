package io.github.cameldoshii.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class OrderedDispatcherEnqueueTest {

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

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void wait_for_the_flush_and_count_as_pending_meanwhile() {
        delivery.enqueue(1, 0);
        delivery.enqueue(2, 0);

        assertThat(tasks).isEmpty();
        assertThat(delivery.pending()).isEqualTo(2);
    }

    @Test
    void are_worked_on_in_order_by_one_task_for_each_lane() {
        delivery.enqueue(1, 0);
        delivery.enqueue(11, 1);
        delivery.enqueue(2, 0);
        delivery.enqueue(12, 1);

        delivery.flush();

        assertThat(tasks).hasSize(2);
        runAll();
        assertThat(seen).containsExactly(1, 2, 11, 12);
        assertThat(delivery.pending()).isZero();
    }

    @Test
    void are_not_started_twice() {
        delivery.enqueue(1, 0);
        delivery.flush();
        delivery.enqueue(2, 0);
        delivery.flush();

        assertThat(tasks).hasSize(1);
        runAll();
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void are_worked_on_before_what_is_accepted_after_them() {
        delivery.enqueue(1, 0);
        delivery.accept(2, 0);

        runAll();

        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void that_come_when_the_lane_has_just_run_dry_are_started_by_the_next_flush() {
        delivery.accept(1, 0);
        runAll();
        delivery.enqueue(2, 0);
        delivery.flush();

        runAll();

        assertThat(seen).containsExactly(1, 2);
    }
}
