package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States in a file: what is kept over a restart, and what is refused. */
class AtomicFileStateRepositoryTest {

    @TempDir
    private Path folder;

    private Path file;
    private AtomicFileStateRepository repository;

    @BeforeEach
    void create() {
        file = folder.resolve("positions");
        repository = new AtomicFileStateRepository(file);
    }

    @AfterEach
    void stop() {
        repository.stop();
    }

    @Test
    void a_missing_file_has_no_states() {
        repository.start();

        assertThat(repository.getState("a")).isNull();
    }

    @Test
    void states_are_there_after_a_restart() {
        repository.start();
        repository.setState("a", "1");
        repository.setState("b", "x=y, \u00e9\u20ac\ud83c\udf55");
        repository.setState("a", "2");
        repository.stop();
        repository.start();

        assertThat(repository.getState("a")).isEqualTo("2");
        assertThat(repository.getState("b")).isEqualTo("x=y, \u00e9\u20ac\ud83c\udf55");
    }

    @Test
    void states_are_on_the_disk_before_any_stop() throws Exception {
        repository.start();
        repository.setState("a", "1");

        assertThat(Files.readString(file)).startsWith("doshii-states 1\na=1\ncrc ");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void folders_on_the_way_are_made() {
        file = folder.resolve("some/where/positions");
        repository = new AtomicFileStateRepository(file);
        repository.start();
        repository.setState("a", "1");

        assertThat(file).exists();
    }

    @Test
    void a_file_in_place_of_the_folder_is_told() throws Exception {
        Files.writeString(folder.resolve("taken"), "");
        repository = new AtomicFileStateRepository(folder.resolve("taken/positions"));

        assertThatThrownBy(repository::start)
                .hasStackTraceContaining("The state file " + folder.resolve("taken/positions") + " cannot be used");
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_at_start() throws Exception {
        Path readOnly = Files.createDirectory(folder.resolve("read-only"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
        Assumptions.assumeFalse(Files.isWritable(readOnly), "root may write everywhere");
        repository = new AtomicFileStateRepository(readOnly.resolve("positions"));

        assertThatThrownBy(repository::start).hasStackTraceContaining("its folder cannot be written");
    }

    @Test
    void a_write_that_fails_is_told_and_changes_nothing() throws Exception {
        repository.start();
        repository.setState("a", "1");
        byte[] before = Files.readAllBytes(file);
        Path inTheWay = Files.createDirectory(folder.resolve("positions.tmp"));

        assertThatThrownBy(() -> repository.setState("a", "2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The state file " + file + " cannot be written");
        assertThat(repository.getState("a")).isEqualTo("1");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);

        Files.delete(inTheWay);
        repository.setState("a", "2");
        assertThat(Files.readString(file)).contains("a=2");
    }

    @Test
    void what_a_file_cannot_hold_is_refused_and_changes_nothing() {
        repository.start();
        repository.setState("a", "1");

        assertThatThrownBy(() -> repository.setState("b=c", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> repository.setState("b\nc", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> repository.setState("a", "1\n2")).isInstanceOf(IllegalArgumentException.class);
        repository.stop();
        repository.start();
        assertThat(repository.getState("a")).isEqualTo("1");
    }

    @Test
    void an_interrupted_thread_writes_all_the_same() {
        repository.start();
        Thread.currentThread().interrupt();
        try {
            repository.setState("a", "1");
        } catch (IllegalStateException e) {
            // The folder may not have been forced to the disk.
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        repository.setState("a", "2");
        assertThat(repository.getState("a")).isEqualTo("2");
    }

    @Test
    void without_a_file_it_does_not_start() {
        assertThatThrownBy(new AtomicFileStateRepository()::start)
                .hasStackTraceContaining("The option file of AtomicFileStateRepository is not set");
    }

    @Test
    void before_the_start_and_after_the_stop_it_refuses() {
        assertThatThrownBy(() -> repository.getState("a")).hasMessageContaining("is not started");
        repository.start();
        repository.stop();
        assertThatThrownBy(() -> repository.setState("a", "1")).hasMessageContaining("is not started");
    }
}
