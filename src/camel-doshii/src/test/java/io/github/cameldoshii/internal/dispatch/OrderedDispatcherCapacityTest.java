package io.github.cameldoshii.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything happens on the test's own thread here: tasks of the lanes are run by hand. */
class OrderedDispatcherCapacityTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> unfinished = new ArrayDeque<>();
    private final AtomicInteger woken = new AtomicInteger();

    private OrderedDispatcher<Integer> delivery(int queueSize) {
        return new OrderedDispatcher<>(
                1,
                queueSize,
                tasks::add,
                (item, done) -> {
                    unfinished.add(done);
                    return false;
                },
                woken::incrementAndGet);
    }

    private void finishOne() {
        tasks.remove().run();
        unfinished.remove().run();
    }

    @Test
    void an_item_takes_room_from_its_arrival_until_it_is_finished() {
        OrderedDispatcher<Integer> delivery = delivery(3);

        delivery.accept(0, 0);
        delivery.accept(1, 0);
        assertThat(delivery.remainingCapacity()).isEqualTo(1);
        tasks.remove().run();
        assertThat(delivery.remainingCapacity()).isEqualTo(1);
        unfinished.remove().run();

        assertThat(delivery.remainingCapacity()).isEqualTo(2);
        assertThat(delivery.pending()).isEqualTo(1);
    }

    @Test
    void a_full_delivery_holds_the_giver_back_until_it_is_told_of_room() {
        OrderedDispatcher<Integer> delivery = delivery(8);
        Numbers.upTo(8).forEach(i -> delivery.accept(i, 0));

        finishOne();
        assertThat(delivery.remainingCapacity()).isPositive();
        assertThat(delivery.isBackPressured()).isTrue();
        while (woken.get() == 0) {
            finishOne();
        }

        assertThat(delivery.isBackPressured()).isFalse();
    }

    @Test
    void what_is_given_although_there_is_no_room_is_taken_and_counted() {
        OrderedDispatcher<Integer> delivery = delivery(1);

        Numbers.upTo(3).forEach(i -> delivery.accept(i, 0));

        assertThat(delivery.remainingCapacity()).isEqualTo(-2);
        assertThat(delivery.pending()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 100, 1_000})
    void when_a_full_delivery_is_worked_off_the_reader_is_woken_exactly_once(int queueSize) {
        OrderedDispatcher<Integer> delivery = delivery(queueSize);
        Numbers.upTo(queueSize).forEach(i -> delivery.accept(i, 0));
        assertThat(delivery.remainingCapacity()).isZero();

        for (int i = 0; i < queueSize; i++) {
            assertThat(woken.get()).isLessThanOrEqualTo(delivery.remainingCapacity() > 0 ? 1 : 0);
            finishOne();
        }

        assertThat(woken.get()).isEqualTo(1);
        assertThat(delivery.remainingCapacity()).isEqualTo(queueSize);
    }

    @Test
    void one_that_hovers_around_full_does_not_wake_the_reader_for_each_item() {
        OrderedDispatcher<Integer> delivery = delivery(1_000);
        Numbers.upTo(1_000).forEach(i -> delivery.accept(i, 0));

        for (int i = 0; i < 100; i++) {
            finishOne();
            delivery.accept(i, 0);
        }

        assertThat(woken.get()).isZero();
    }

    @Test
    void an_overfull_one_wakes_the_reader_too() {
        OrderedDispatcher<Integer> delivery = delivery(2);
        Numbers.upTo(5).forEach(i -> delivery.accept(i, 0));

        Numbers.upTo(5).forEach(i -> finishOne());

        assertThat(woken.get()).isEqualTo(1);
    }
}
