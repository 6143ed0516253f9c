package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** States in a table that nodes share, on whatever database. A node is a repository that was started. */
@Timeout(60)
abstract class JdbcStateRepositoryContract {

    private static final String KEY = "doshii/live/0/orders";
    private static final String OTHER = "doshii/live/0/bookings";
    private static final int NODES = 8;

    private SharedDatabase database;

    abstract DataSource dataSource();

    @BeforeEach
    void open() throws SQLException {
        database = new SharedDatabase(dataSource());
    }

    private JdbcStateRepository node() {
        return database.node();
    }

    @Test
    void a_key_without_a_state_has_none() {
        assertThat(node().getState(KEY)).isNull();
    }

    @Test
    void a_state_is_there_after_a_restart_of_the_same_node() {
        JdbcStateRepository node = node();
        node.getState(KEY);
        node.setState(KEY, "1");
        node.setState(KEY, "2");
        node.stop();
        node.start();

        assertThat(node.getState(KEY)).isEqualTo("2");
        node.setState(KEY, "3");
        assertThat(node().getState(KEY)).isEqualTo("3");
    }

    @Test
    void the_first_use_may_be_a_write() {
        node().setState(KEY, "1");

        assertThat(node().getState(KEY)).isEqualTo("1");
    }

    @Test
    void keys_do_not_touch_each_other() {
        JdbcStateRepository first = node();
        first.getState(KEY);
        first.getState(OTHER);
        JdbcStateRepository second = node();
        second.getState(OTHER);

        first.setState(KEY, "of first");
        second.setState(OTHER, "of second");
        assertThatThrownBy(() -> first.setState(OTHER, "of first")).isInstanceOf(FencedException.class);
        assertThat(node().getState(KEY)).isEqualTo("of first");
        assertThat(node().getState(OTHER)).isEqualTo("of second");
    }

    @Test
    void a_deposed_node_is_refused_and_told_why() {
        JdbcStateRepository old = node();
        old.getState(KEY);
        old.setState(KEY, "1");
        JdbcStateRepository next = node();
        next.getState(KEY);

        assertThatThrownBy(() -> old.setState(KEY, "2"))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining("its fencing number is 2, this node has 1");
        next.setState(KEY, "3");
        assertThatThrownBy(() -> old.setState(KEY, "2")).isInstanceOf(FencedException.class);
        assertThat(node().getState(KEY)).isEqualTo("3");
    }

    @Test
    void a_node_is_told_on_request_whether_a_key_is_still_its_own() {
        JdbcStateRepository old = node();
        old.requireOwnership(KEY);
        old.getState(KEY);
        old.requireOwnership(KEY);
        JdbcStateRepository next = node();
        next.getState(KEY);

        assertThatThrownBy(() -> old.requireOwnership(KEY))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("was taken over by another node");
        next.requireOwnership(KEY);
    }

    @Test
    void a_deposed_node_takes_the_key_back_by_reading_it() {
        JdbcStateRepository first = node();
        first.getState(KEY);
        JdbcStateRepository second = node();
        second.getState(KEY);
        second.setState(KEY, "of second");

        assertThat(first.getState(KEY)).isEqualTo("of second");
        first.setState(KEY, "of first");
        assertThatThrownBy(() -> second.setState(KEY, "of second")).isInstanceOf(FencedException.class);
    }

    @Test
    void a_node_that_was_paused_before_its_write_wakes_up_deposed() throws Exception {
        JdbcStateRepository old = node();
        old.getState(KEY);
        old.setState(KEY, "1");
        try (PausedCall<Void> write = new PausedCall<>(
                database.script(), sql -> true, Executors.callable(() -> old.setState(KEY, "2"), null))) {
            JdbcStateRepository next = node();
            assertThat(next.getState(KEY)).isEqualTo("1");
            next.setState(KEY, "3");

            assertThatThrownBy(write::goOn).hasCauseInstanceOf(FencedException.class);
            assertThat(node().getState(KEY)).isEqualTo("3");
        }
    }

    @Test
    void a_node_that_was_paused_in_its_take_over_does_not_get_a_number_twice() throws Exception {
        node().setState(KEY, "1");
        JdbcStateRepository slow = node();
        try (PausedCall<String> read =
                new PausedCall<>(database.script(), sql -> sql.startsWith("UPDATE"), () -> slow.getState(KEY))) {
            JdbcStateRepository quick = node();
            quick.getState(KEY);
            quick.setState(KEY, "2");

            assertThat(read.goOn()).isEqualTo("2");
            assertThatThrownBy(() -> quick.setState(KEY, "3")).isInstanceOf(FencedException.class);
            slow.setState(KEY, "4");
        }
    }

    @Test
    void of_many_that_take_over_at_once_exactly_one_may_write() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        try {
            CyclicBarrier start = new CyclicBarrier(NODES);
            List<JdbcStateRepository> nodes = new ArrayList<>();
            List<Callable<String>> takeOvers = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                // Each makes the table and the row, too.
                JdbcStateRepository node = node();
                nodes.add(node);
                takeOvers.add(() -> {
                    start.await();
                    return node.getState(KEY);
                });
            }
            for (Future<String> takeOver : threads.invokeAll(takeOvers)) {
                assertThat(takeOver.get()).isNull();
            }
            List<Callable<Boolean>> writes = new ArrayList<>();
            nodes.forEach(node -> writes.add(() -> {
                start.await();
                return mayWrite(node);
            }));
            int writers = 0;
            for (Future<Boolean> write : threads.invokeAll(writes)) {
                writers += write.get() ? 1 : 0;
            }
            assertThat(writers).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_lost_connection_is_an_error_and_the_next_write_succeeds() {
        JdbcStateRepository node = node();
        node.getState(KEY);
        database.script().refuseConnections();

        assertThatThrownBy(() -> node.setState(KEY, "1"))
                .isInstanceOf(RuntimeCamelException.class)
                .hasMessageContaining("Cannot write key " + KEY + " in table doshii_states: connection refused");
        database.script().heal();
        node.setState(KEY, "2");
        assertThat(node().getState(KEY)).isEqualTo("2");
    }

    @Test
    void a_write_whose_answer_was_lost_does_not_depose_its_own_node() {
        JdbcStateRepository node = node();
        node.getState(KEY);
        database.script().loseAnswers();

        assertThatThrownBy(() -> node.setState(KEY, "1")).hasMessageContaining("connection lost");
        database.script().heal();
        node.setState(KEY, "2");
        assertThat(node().getState(KEY)).isEqualTo("2");
    }

    @Test
    void a_take_over_whose_answer_was_lost_is_made_up_for_by_the_first_write() {
        node().setState(KEY, "1");
        JdbcStateRepository node = node();
        database.script().loseAnswers();
        assertThatThrownBy(() -> node.getState(KEY)).hasMessageContaining("connection lost");
        database.script().heal();

        node.setState(KEY, "2");
        assertThat(node().getState(KEY)).isEqualTo("2");
    }

    @Test
    void after_a_take_over_that_failed_the_number_from_before_is_not_used() {
        JdbcStateRepository first = node();
        first.getState(KEY);
        JdbcStateRepository second = node();
        second.getState(KEY);
        database.script().refuseConnections();
        assertThatThrownBy(() -> first.getState(KEY)).hasMessageContaining("connection refused");
        database.script().heal();

        first.setState(KEY, "of first");
        assertThatThrownBy(() -> second.setState(KEY, "of second")).isInstanceOf(FencedException.class);
    }

    @Test
    void a_row_that_somebody_has_removed_is_told() throws SQLException {
        JdbcStateRepository node = node();
        node.setState(KEY, "1");
        database.execute("DELETE FROM doshii_states");

        assertThatThrownBy(() -> node.setState(KEY, "2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was removed");
        assertThat(node.getState(KEY)).isNull();
        node.setState(KEY, "3");
        assertThat(node().getState(KEY)).isEqualTo("3");
    }

    @Test
    void connections_that_do_not_commit_by_themselves_are_committed() {
        database.script().withoutAutoCommit();
        node().setState(KEY, "1");

        database.script().heal();
        assertThat(node().getState(KEY)).isEqualTo("1");
    }

    @Test
    void a_missing_table_is_told() {
        JdbcStateRepository node = database.nodeWithoutTables();

        assertThatThrownBy(() -> node.getState(KEY))
                .isInstanceOf(RuntimeCamelException.class)
                .hasMessageContaining("Cannot read key " + KEY + " in table doshii_states");
    }

    @Test
    void a_table_in_a_schema_can_be_used() throws SQLException {
        database.execute("CREATE SCHEMA IF NOT EXISTS other");
        database.dropTables("other.positions");
        JdbcStateRepository node = database.node("other.positions");
        node.setState(KEY, "1");

        assertThat(node.getState(KEY)).isEqualTo("1");
    }

    private static boolean mayWrite(JdbcStateRepository node) {
        try {
            node.setState(KEY, "written");
            return true;
        } catch (FencedException e) {
            return false;
        }
    }
}
