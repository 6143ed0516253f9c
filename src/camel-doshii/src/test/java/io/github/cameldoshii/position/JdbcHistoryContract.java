package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories in a table that nodes share, on whatever database. A node is a repository that was started. */
abstract class JdbcHistoryContract extends HistoryLogContract {

    private SharedDatabase database;

    abstract DataSource dataSource();

    @BeforeEach
    void open() throws SQLException {
        database = new SharedDatabase(dataSource());
    }

    @Override
    HistoryLog restarted() {
        return node();
    }

    /** One that has taken the key over. */
    private JdbcStateRepository node() {
        JdbcStateRepository repository = database.node();
        repository.getState(KEY);
        return repository;
    }

    @Test
    void a_node_that_was_replaced_can_write_nothing_and_is_told() {
        JdbcStateRepository old = node();
        old.appendHistory(KEY, "a 1\n");
        JdbcStateRepository next = node();

        assertThatThrownBy(() -> old.appendHistory(KEY, "b 2\n"))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining("was taken over by another node");
        assertThatThrownBy(() -> old.replaceHistory(KEY, "b 2\n")).isInstanceOf(FencedException.class);
        next.appendHistory(KEY, "c 3\n");
        assertThat(next.readHistory(KEY)).isEqualTo("a 1\nc 3\n");
    }

    @Test
    void a_node_that_was_paused_before_its_append_wakes_up_fenced() throws Exception {
        JdbcStateRepository old = node();
        old.appendHistory(KEY, "a 1\n");
        try (PausedCall<Void> write = paused(sql -> true, () -> old.replaceHistory(KEY, "old\n"))) {
            JdbcStateRepository next = node();
            next.appendHistory(KEY, "b 2\n");

            assertThatThrownBy(write::goOn).hasCauseInstanceOf(FencedException.class);
            assertThat(next.readHistory(KEY)).isEqualTo("a 1\nb 2\n");
        }
    }

    @Test
    void a_node_that_is_paused_between_the_statements_of_a_replacement_holds_nobody_up() throws Exception {
        JdbcStateRepository old = node();
        old.appendHistory(KEY, "a 1\n");
        try (PausedCall<Void> write = paused(sql -> sql.startsWith("DELETE"), () -> old.replaceHistory(KEY, "b 2\n"))) {
            JdbcStateRepository next = node();
            assertThat(next.readHistory(KEY)).isEqualTo("b 2\n");
            next.appendHistory(KEY, "c 3\n");

            write.goOn();
            assertThat(next.readHistory(KEY)).isEqualTo("b 2\nc 3\n");
        }
    }

    @Test
    void a_kill_in_the_middle_of_a_replacement_leaves_the_old_text_or_the_new_one() {
        JdbcStateRepository node = node();
        node.appendHistory(KEY, "a 1\n");
        database.script().beforeExecute(sql -> failAt(sql, "INSERT"));
        assertThatThrownBy(() -> node.replaceHistory(KEY, "b 2\n")).hasMessageContaining("killed");
        database.script().beforeExecute(sql -> {});
        assertThat(node().readHistory(KEY)).isEqualTo("a 1\n");

        JdbcStateRepository next = node();
        database.script().beforeExecute(sql -> failAt(sql, "DELETE"));
        assertThatThrownBy(() -> next.replaceHistory(KEY, "c 3\n")).hasMessageContaining("killed");
        database.script().beforeExecute(sql -> {});
        assertThat(node().readHistory(KEY)).isEqualTo("c 3\n");
    }

    @Test
    void a_replacement_removes_the_rows_before_it() throws SQLException {
        JdbcStateRepository node = node();
        node.appendHistory(KEY, "a 1\n");
        node.appendHistory(KEY, "b 2\n");
        node.appendHistory(OTHER, "x\n");
        node.replaceHistory(KEY, "c 3\n");

        assertThat(database.rows("doshii_states_history")).isEqualTo(2);
    }

    @Test
    void take_overs_amid_appends_leave_every_line_that_was_told_to_be_written_and_no_other() throws Exception {
        JdbcStateRepository first = node();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 20; round++) {
                JdbcStateRepository old = first;
                CyclicBarrier start = new CyclicBarrier(2);
                String line = "old " + round + "\n";
                Future<Boolean> write = thread.submit(() -> {
                    start.await();
                    return append(old, line);
                });
                start.await();
                JdbcStateRepository next = node();
                String read = next.readHistory(KEY);

                assertThat(read.endsWith(line)).isEqualTo(write.get(30, TimeUnit.SECONDS));
                next.appendHistory(KEY, "next " + round + "\n");
                assertThat(next.readHistory(KEY)).isEqualTo(read + "next " + round + "\n");
                first = next;
            }
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void an_append_whose_answer_was_lost_may_be_there_and_the_next_one_succeeds() {
        JdbcStateRepository node = node();
        node.appendHistory(KEY, "a 1\n");
        database.script().loseAnswers();
        assertThatThrownBy(() -> node.appendHistory(KEY, "b 2\n"))
                .isInstanceOf(RuntimeCamelException.class)
                .hasMessageContaining("Cannot append to the history of key " + KEY);
        database.script().heal();

        node.appendHistory(KEY, "c 3\n");
        assertThat(node.readHistory(KEY)).isEqualTo("a 1\nb 2\nc 3\n");
    }

    @Test
    void without_its_table_the_statement_that_makes_it_is_told_and_states_are_kept() throws SQLException {
        node().setState(KEY, "1");
        database.execute("DROP TABLE IF EXISTS doshii_states_history");
        JdbcStateRepository node = database.nodeWithoutTables();

        assertThat(node.getState(KEY)).isEqualTo("1");
        assertThatThrownBy(() -> node.readHistory(KEY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CREATE TABLE IF NOT EXISTS doshii_states_history (state_key VARCHAR(500)");
        assertThatThrownBy(() -> node.appendHistory(KEY, "a 1\n")).hasMessageContaining("CREATE TABLE");
        node.setState(KEY, "2");
        assertThat(node.getState(KEY)).isEqualTo("2");
    }

    @Test
    void the_statement_that_is_told_makes_a_table_that_works() throws SQLException {
        node().setState(KEY, "1");
        JdbcStateRepository node = database.nodeWithoutTables();
        database.execute(new HistoryTable("doshii_states").definition());

        node.appendHistory(KEY, "a 1\n");
        assertThat(node.readHistory(KEY)).isEqualTo("a 1\n");
    }

    @Test
    void a_table_in_a_schema_has_its_histories_there() throws SQLException {
        database.execute("CREATE SCHEMA IF NOT EXISTS other");
        database.dropTables("other.positions");
        JdbcStateRepository node = database.node("other.positions");
        node.appendHistory(KEY, "a 1\n");

        assertThat(node.readHistory(KEY)).isEqualTo("a 1\n");
        database.execute("SELECT * FROM other.positions_history");
    }

    private static boolean append(JdbcStateRepository node, String line) {
        try {
            node.appendHistory(KEY, line);
            return true;
        } catch (FencedException e) {
            return false;
        }
    }

    private static void failAt(String sql, String verb) {
        if (sql.startsWith(verb)) {
            throw new IllegalStateException("killed");
        }
    }

    private PausedCall<Void> paused(Predicate<String> statement, Runnable write) throws InterruptedException {
        return new PausedCall<>(database.script(), statement, Executors.callable(write, null));
    }
}
