package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.position.FencedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Writes of a position: the latest only, one after the other, never in the caller's way. */
class PositionStoreTest {

    private static final String KEY = "doshii/live/0/orders";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration NO_TIME = Duration.ZERO;

    /** Runs what it is given when it is told to. */
    private static final class ManualExecutor implements Executor {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private boolean refusing;

        @Override
        public void execute(Runnable task) {
            if (refusing) {
                throw new RejectedExecutionException("no thread is free");
            }
            tasks.add(task);
        }

        void runOne() {
            tasks.remove().run();
        }

        void runAll() {
            while (!tasks.isEmpty()) {
                runOne();
            }
        }
    }

    private final ScriptedRepository repository = new ScriptedRepository();
    private final ManualExecutor executor = new ManualExecutor();
    private final PositionStore store = new PositionStore(repository, KEY, executor);
    private final PositionStore direct = new PositionStore(repository, KEY, Runnable::run);

    @Test
    void only_the_latest_is_written() {
        store.save(at(1));
        store.save(at(2));
        store.save(at(3));
        assertThat(executor.tasks).hasSize(1);

        executor.runAll();
        assertThat(repository.writes).containsExactly(text(3));
    }

    @Test
    void one_that_comes_during_a_write_is_written_after_it() {
        repository.duringWrites(() -> {
            store.save(at(2));
            store.save(at(3));
        });
        store.save(at(1));
        executor.runOne();
        repository.duringWrites(() -> {});
        executor.runAll();

        assertThat(repository.writes).containsExactly(text(1), text(3));
    }

    @Test
    void the_same_position_is_written_once() {
        direct.save(at(1));
        direct.save(at(1));

        assertThat(repository.writes).containsExactly(text(1));
    }

    @Test
    void save_now_tells_that_it_was_written() {
        assertThat(direct.saveNow(at(1), LIMIT)).isTrue();
        assertThat(repository.states).containsEntry(KEY, text(1));
    }

    @Test
    void save_now_tells_that_it_was_not_in_time() {
        assertThat(store.saveNow(at(1), NO_TIME)).isFalse();

        executor.runAll();
        assertThat(repository.writes).containsExactly(text(1));
    }

    @Test
    void save_now_tells_that_it_failed() {
        repository.failWith(new IllegalStateException("disk full"));

        assertThat(direct.saveNow(at(1), LIMIT)).isFalse();
        assertThat(direct.failures()).isEqualTo(1);
    }

    @Test
    void a_failure_before_it_is_not_that_of_save_now() {
        repository.failWith(new IllegalStateException("disk full"));
        direct.save(at(1));
        repository.recover();

        assertThat(direct.saveNow(at(2), LIMIT)).isTrue();
    }

    @Test
    void after_a_failure_the_next_is_written_even_if_it_is_the_same() {
        direct.save(at(1));
        repository.failWith(new IllegalStateException("no connection"));
        direct.save(at(2));
        repository.recover();
        direct.save(at(2));

        assertThat(repository.writes).containsExactly(text(1), text(2));
        assertThat(direct.failures()).isEqualTo(1);
        assertThat(direct.isFenced()).isFalse();
    }

    @Test
    void a_class_that_is_missing_is_a_failure_like_any_other() {
        repository.failWith(new NoClassDefFoundError("org/postgresql/Driver"));
        direct.save(at(1));
        repository.recover();
        direct.save(at(2));

        assertThat(repository.writes).containsExactly(text(2));
        assertThat(direct.failures()).isEqualTo(1);
    }

    @Test
    void a_refused_thread_is_a_failure_and_not_the_end() {
        executor.refusing = true;
        store.save(at(1));
        assertThat(store.saveNow(at(2), LIMIT)).isFalse();
        assertThat(store.failures()).isEqualTo(2);

        executor.refusing = false;
        store.save(at(3));
        executor.runAll();
        assertThat(repository.writes).containsExactly(text(3));
    }

    @Test
    void a_deposed_node_writes_nothing_more_and_says_so() {
        repository.failWith(new FencedException("taken over"));
        direct.save(at(1));
        repository.recover();

        assertThat(direct.isFenced()).isTrue();
        assertThat(direct.saveNow(at(2), LIMIT)).isFalse();
        assertThat(repository.writes).isEmpty();
    }

    private static Position at(long at) {
        return new Position.ByService(new ServiceTime(at));
    }

    private static String text(long at) {
        return PositionCodec.encode(at(at));
    }
}
