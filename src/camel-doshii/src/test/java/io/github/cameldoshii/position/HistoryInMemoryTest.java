package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Histories and states in memory: there as long as the object is. */
class HistoryInMemoryTest extends HistoryLogContract {

    private final InMemoryStateRepository repository = new InMemoryStateRepository();

    @Override
    HistoryLog restarted() {
        repository.stop();
        repository.start();
        return repository;
    }

    @Test
    void states_are_kept_beside_it() {
        repository.setState(KEY, "1");
        repository.appendHistory(KEY, "a 1\n");
        repository.stop();
        repository.start();

        assertThat(repository.getState(KEY)).isEqualTo("1");
        assertThat(repository.getState(OTHER)).isNull();
    }
}
