package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of the repository in a database. */
class JdbcStateRepositoryOptionsTest {

    private final JdbcStateRepository repository = new JdbcStateRepository();

    @ParameterizedTest
    @ValueSource(strings = {"positions", "Positions_2", "app.positions", "_p"})
    void a_name_of_a_table_is_taken(String table) {
        repository.setTable(table);

        assertThat(repository.getTable()).isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p; DROP TABLE x", "p--", "\"p\"", "a.b.c", ".p", "p.", "1p", "p p", "p\n", "p\u00e9"})
    void anything_else_is_refused(String table) {
        assertThatThrownBy(() -> repository.setTable(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no name of a table");
    }

    @Test
    void a_name_leaves_room_for_that_of_the_table_of_histories() {
        repository.setTable("a".repeat(63) + "." + "b".repeat(55));

        assertThatThrownBy(() -> repository.setTable("b".repeat(56))).hasMessageContaining("at most 55");
    }

    @Test
    void without_a_data_source_it_does_not_start() {
        assertThatThrownBy(repository::start).hasStackTraceContaining("dataSource of JdbcStateRepository is not set");
    }

    @Test
    void before_the_start_it_refuses() {
        assertThatThrownBy(() -> repository.getState("a")).hasMessageContaining("is not started");
    }
}
