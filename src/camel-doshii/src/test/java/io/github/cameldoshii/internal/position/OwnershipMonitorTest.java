package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.position.OwnershipMonitor.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class OwnershipMonitorTest {

    private static final long TICK = OwnershipMonitor.TICK_INTERVAL.toNanos();
    private static final long LONG_PAUSE = OwnershipMonitor.PAUSE.toNanos() + TICK;

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<Boolean> told = new ArrayList<>();
    private Answer answer = Answer.OWNED;
    private int asked;
    private long now;
    private final OwnershipMonitor monitor = new OwnershipMonitor(this::check, threads::add, () -> now);

    private Answer check() {
        asked++;
        return answer;
    }

    private void run() {
        for (Runnable task = threads.poll(); task != null; task = threads.poll()) {
            task.run();
        }
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            now += TICK;
            monitor.tick();
            run();
        }
    }

    @Test
    void a_process_that_runs_asks_every_two_seconds_and_delivers_meanwhile() {
        tick(3);
        assertThat(asked).isZero();
        tick(5);
        assertThat(asked).isEqualTo(2);
        assertThat(monitor.isCertain()).isTrue();
    }

    @Test
    void a_store_that_does_not_answer_does_not_stop_a_process_that_runs() {
        answer = Answer.UNKNOWN;
        tick(10);

        assertThat(asked).isPositive();
        assertThat(monitor.isCertain()).isTrue();
        assertThat(monitor.isLost()).isFalse();
    }

    @Test
    void a_store_that_hangs_is_asked_once_and_does_not_stop_a_process_that_runs() {
        for (int i = 0; i < 20; i++) {
            now += TICK;
            monitor.tick();
        }

        assertThat(threads).hasSize(1);
        assertThat(monitor.isCertain()).isTrue();
    }

    @Test
    void after_a_pause_nothing_is_certain_before_a_timer_has_noticed_it() {
        now += LONG_PAUSE;

        assertThat(monitor.isCertain()).isFalse();
    }

    @Test
    void after_a_pause_the_store_decides() {
        now += LONG_PAUSE;
        monitor.whenKnown(told::add);
        assertThat(told).isEmpty();
        assertThat(monitor.isCertain()).isFalse();

        run();
        assertThat(told).containsExactly(true);
        assertThat(monitor.isCertain()).isTrue();
    }

    @Test
    void a_timer_that_comes_first_after_a_pause_makes_nothing_certain() {
        now += LONG_PAUSE;
        monitor.tick();

        assertThat(monitor.isCertain()).isFalse();
    }

    @Test
    void after_a_pause_a_store_that_does_not_answer_is_asked_until_it_does() {
        answer = Answer.UNKNOWN;
        now += LONG_PAUSE;
        monitor.whenKnown(told::add);
        tick(3);
        assertThat(told).isEmpty();

        answer = Answer.OWNED;
        tick(1);
        assertThat(told).containsExactly(true);
    }

    @Test
    void an_answer_that_was_asked_for_before_another_pause_counts_for_nothing() {
        now += LONG_PAUSE;
        monitor.whenKnown(told::add);
        now += LONG_PAUSE;
        run();
        assertThat(told).isEmpty();
        assertThat(monitor.isCertain()).isFalse();

        tick(1);
        assertThat(told).containsExactly(true);
    }

    @Test
    void what_is_lost_stays_lost() {
        now += LONG_PAUSE;
        monitor.whenKnown(told::add);
        answer = Answer.LOST;
        run();
        answer = Answer.OWNED;
        tick(10);

        assertThat(told).containsExactly(false);
        assertThat(monitor.isLost()).isTrue();
        assertThat(monitor.isCertain()).isFalse();
    }

    @Test
    void a_write_that_was_refused_counts_like_an_answer() {
        monitor.lose();
        monitor.whenKnown(told::add);

        assertThat(told).containsExactly(false);
        assertThat(monitor.isCertain()).isFalse();
    }
}
