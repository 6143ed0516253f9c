package io.github.cameldoshii.internal.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.position.FencedException;
import io.github.cameldoshii.position.HistoryLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class HistoryStoreTest {

    private static final String KEY = "doshii/live/0/orders";
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final Log log = new Log();

    /** What is to be written waits here until it is run. */
    private final Deque<Runnable> threads = new ArrayDeque<>();

    private final HistoryStore store = new HistoryStore(log, KEY, threads::add, Duration.ofDays(1));

    @Test
    void parts_that_come_while_one_is_written_are_written_together() {
        store.append(order(1));
        store.append(order(2));
        store.append(order(3));
        runThreads();

        assertThat(log.appends).isEqualTo(1);
        assertThat(read().size()).isEqualTo(3);
    }

    @Test
    void what_could_not_be_written_is_written_with_the_next() {
        log.failure = new IllegalStateException("disk full");
        store.append(order(1));
        runThreads();
        assertThat(log.text).isEmpty();

        log.failure = null;
        store.append(order(2));
        runThreads();

        assertThat(read().size()).isEqualTo(2);
    }

    @Test
    void what_waits_for_a_slow_log_is_bounded_and_what_was_given_up_is_not_taken_for_delivered() {
        String early = order(1);
        store.append(early);
        runThreads();

        String lines = order(2).repeat(20_000);
        for (long length = 0; length < 3L * HistoryStore.MAX_UNWRITTEN; length += lines.length()) {
            store.append(lines);
        }
        store.append(order(3));
        runThreads();

        assertThat(log.text.length()).isLessThan(HistoryStore.MAX_UNWRITTEN);
        assertThat(read().entities().get(entity(1)).hasEvent()).isFalse();
        assertThat(read().entities().get(entity(3)).hasEvent()).isTrue();
    }

    @Test
    void what_is_given_up_while_nothing_can_be_written_is_not_taken_for_delivered_either() {
        store.append(order(1));
        runThreads();

        log.failure = new IllegalStateException("disk full");
        String lines = order(2).repeat(20_000);
        for (long length = 0; length < 3L * HistoryStore.MAX_UNWRITTEN; length += lines.length()) {
            store.append(lines);
            runThreads();
        }
        log.failure = null;
        store.append(order(3));
        runThreads();

        assertThat(log.text.length()).isLessThan(HistoryStore.MAX_UNWRITTEN + 1_000);
        assertThat(read().entities().get(entity(1)).hasEvent()).isFalse();
        assertThat(read().entities().get(entity(3)).hasEvent()).isTrue();
    }

    @Test
    void a_flush_writes_what_could_not_be_written_before_and_says_whether_it_is() {
        HistoryStore direct = new HistoryStore(log, KEY, Runnable::run, Duration.ofDays(1));
        log.failure = new IllegalStateException("disk full");
        direct.append(order(1));
        assertThat(direct.flush(AT_ONCE)).isFalse();

        log.failure = null;

        assertThat(direct.flush(AT_ONCE)).isTrue();
        assertThat(read().size()).isEqualTo(1);
    }

    @Test
    void who_was_replaced_writes_no_more() {
        log.failure = new FencedException("another node");
        store.append(order(1));
        runThreads();
        log.failure = null;

        store.append(order(2));
        runThreads();

        assertThat(log.text).isEmpty();
    }

    @Test
    void a_text_that_has_grown_is_written_anew_without_what_was_replaced() {
        HistoryStore direct = new HistoryStore(log, KEY, Runnable::run, Duration.ofDays(1));
        for (int i = 0; i < 20_000; i++) {
            direct.append(order(i % 100));
        }

        assertThat(log.text.length()).isLessThan(300_000);
        assertThat(read().size()).isEqualTo(100);
    }

    @Test
    void a_log_that_does_not_answer_is_no_history_and_no_failure() {
        log.failure = new IllegalStateException("no database");

        assertThat(store.load("orders").size()).isZero();
    }

    @Test
    void damage_is_told_once_because_the_sound_parts_are_written_anew() {
        store.append(order(1));
        runThreads();
        store.append(order(2));
        runThreads();
        log.text.setCharAt(20, '!');

        assertThat(store.load("orders").damaged()).isEqualTo(1);
        assertThat(store.load("orders").damaged()).isZero();
        assertThat(store.load("orders").size()).isEqualTo(1);
    }

    private void runThreads() {
        while (!threads.isEmpty()) {
            threads.poll().run();
        }
    }

    private StoredHistory read() {
        return StoredHistory.read(log.text.toString());
    }

    private static String order(int id) {
        StringBuilder lines = new StringBuilder();
        StoredHistory.event(lines, entity(id), false, "pending", new ServiceTime(1_767_268_800_000L), 1);
        return lines.toString();
    }

    private static EntityKey entity(int id) {
        return EntityKey.of("order", String.valueOf(id), "venue");
    }

    /** Keeps one text, and fails as it is told. */
    private static final class Log implements HistoryLog {
        private final StringBuilder text = new StringBuilder();
        private RuntimeException failure;
        private int appends;

        @Override
        public String readHistory(String key) {
            failOrNot();
            return text.toString();
        }

        @Override
        public void appendHistory(String key, String lines) {
            failOrNot();
            appends++;
            text.append(lines);
        }

        @Override
        public void replaceHistory(String key, String newText) {
            failOrNot();
            text.setLength(0);
            text.append(newText);
        }

        private void failOrNot() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
