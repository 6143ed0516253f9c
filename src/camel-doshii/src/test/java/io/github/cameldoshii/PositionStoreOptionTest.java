package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameldoshii.PositionStoreOption.InDatabase;
import io.github.cameldoshii.PositionStoreOption.InFile;
import io.github.cameldoshii.PositionStoreOption.Memory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the value of positionStore is read. */
class PositionStoreOptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "memory"})
    void nothing_and_memory_are_memory(String value) {
        assertThat(PositionStoreOption.parse(value)).isEqualTo(new Memory());
    }

    @ParameterizedTest
    @CsvSource({
        "file:/data/positions, /data/positions",
        "file:///data/positions, /data/positions",
        "file:kept/positions, kept/positions",
        "file: kept/my positions, kept/my positions",
        "file:./positions, ./positions",
        "file:../positions, ../positions",
        "file:/home/a/~positions, /home/a/~positions"
    })
    void a_file_is_named_by_a_path_or_a_url(String value, String path) {
        assertThat(PositionStoreOption.parse(value)).isEqualTo(new InFile(Path.of(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:db", "jdbc:#db", "jdbc:#bean:db", "jdbc: db"})
    void a_database_is_named_by_a_bean(String value) {
        assertThat(PositionStoreOption.parse(value)).isEqualTo(new InDatabase("db"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            file:           | it names no file
            file:~/x        | {{env:HOME}}
            file:~          | {{env:HOME}}
            file://host/x   | after // a URL names a host
            jdbc:           | it names no DataSource
            jdbc:#          | it names no DataSource
            redis:x         | is 'redis:...': there is no such kind
            disk            | is 'disk': there is no such kind
            Memory          | there is no such kind
            /data/positions | there is no such kind
            """)
    void anything_else_is_refused_with_what_it_may_be(String value, String why) {
        assertThatThrownBy(() -> PositionStoreOption.parse(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Option positionStore is '")
                .hasMessageContaining(why)
                .hasMessageContaining(
                        "It must be memory, file:PATH (for example file:/data/doshii-positions), or jdbc:BEAN");
    }

    @Test
    void a_path_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> PositionStoreOption.parse("file:a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it names no possible file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://host/db?password=hidden", "postgresql://me:hidden@host/db"})
    void the_url_of_a_database_is_refused_and_not_told(String value) {
        assertThatThrownBy(() -> PositionStoreOption.parse(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the name of a DataSource in the registry")
                .message()
                .doesNotContain("hidden");
    }
}
