package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history in a repository that knows states only, here Camel's own for files, which refuses line feeds. */
class HistoryInAnyRepositoryTest extends HistoryLogContract {

    @TempDir
    private Path folder;

    private FileStateRepository repository;

    @Override
    HistoryLog restarted() {
        stop();
        repository =
                FileStateRepository.fileStateRepository(folder.resolve("states").toFile());
        repository.start();
        return HistoryLogs.of(repository);
    }

    @AfterEach
    void stop() {
        if (repository != null) {
            repository.stop();
        }
    }

    @Test
    void the_state_of_the_key_is_not_touched() {
        HistoryLog log = restarted();
        repository.setState(KEY, "1");
        log.appendHistory(KEY, "a 1\n");

        assertThat(repository.getState(KEY)).isEqualTo("1");
        assertThat(repository.getState(KEY + "/history")).isEqualTo("a 1|");
    }

    @Test
    void lines_after_a_torn_one_are_lines_of_their_own() {
        HistoryLog log = restarted();
        log.replaceHistory(KEY, "a 1\nb");
        log.appendHistory(KEY, "c 3\n");

        assertThat(log.readHistory(KEY)).isEqualTo("a 1\nb\nc 3\n");
    }

    @Test
    void the_character_that_stands_for_the_end_of_a_line_is_refused() {
        HistoryLog log = restarted();
        log.appendHistory(KEY, "a 1\n");

        assertThatThrownBy(() -> log.appendHistory(KEY, "b|2\n")).isInstanceOf(IllegalArgumentException.class);
        assertThat(log.readHistory(KEY)).isEqualTo("a 1\n");
    }

    @Test
    void a_repository_that_keeps_histories_is_used_as_it_is() {
        InMemoryStateRepository one = new InMemoryStateRepository();

        assertThat(HistoryLogs.of(one)).isSameAs(one);
    }
}
