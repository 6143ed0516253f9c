package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What could not be written later is told at start, with what helps; trying leaves things as they were. */
@Timeout(60)
class StateFileUnwritableTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("positions");
    }

    @Test
    void an_empty_file_is_not_taken_for_none_and_only_what_is_there_is_to_be_removed() throws Exception {
        Files.createFile(file);

        assertThatThrownBy(this::start)
                .hasStackTraceContaining("it is empty, which no file of states ever is")
                .hasStackTraceContaining("Restore " + file + " from a copy, or remove " + file + " to start");
        assertThat(file).isEmptyFile();
    }

    @Test
    void a_folder_in_its_place_is_told() throws Exception {
        Files.createDirectory(file);

        assertThatThrownBy(this::start).hasStackTraceContaining(file + " is a folder. Name a file in it");
    }

    @Test
    void the_root_is_no_file() {
        assertThatThrownBy(new AtomicFileStateRepository(Path.of("/"))::start)
                .hasStackTraceContaining("it is a folder; name a file");
    }

    @Test
    void what_is_no_plain_file_is_told_and_not_read() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", file.toString()).start();
        assumeThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assumeThat(file).exists();

        assertThatThrownBy(this::start).hasStackTraceContaining("is no plain file");
    }

    @Test
    void a_file_in_place_of_its_folder_is_told() throws Exception {
        Files.createFile(folder.resolve("taken"));
        file = folder.resolve("taken/sub/positions");

        assertThatThrownBy(this::start)
                .hasStackTraceContaining("The state file " + file + " cannot be used: its folder cannot be written")
                .hasStackTraceContaining(folder.resolve("taken") + " is no folder");
    }

    @Test
    void a_file_system_that_keeps_no_files_is_named_and_not_called_full() {
        assumeThat(Path.of("/proc/self")).isDirectory();
        file = Path.of("/proc/doshii");

        assertThatThrownBy(this::start)
                .hasStackTraceContaining("The folder /proc is of the file system proc, which has no room for files");
    }

    @Test
    void a_folder_in_place_of_the_temporary_file_is_told_at_start() throws Exception {
        Path inTheWay = Files.createDirectory(folder.resolve("positions.tmp"));

        assertThatThrownBy(this::start)
                .hasStackTraceContaining("its folder cannot be written")
                .hasStackTraceContaining(inTheWay.toString());
    }

    @Test
    void trying_leaves_nothing_behind_but_the_lock_file() throws Exception {
        start();

        assertThat(names()).containsExactly("positions.lock");
    }

    @Test
    void trying_leaves_a_file_as_it_is() throws Exception {
        AtomicFileStateRepository repository = new AtomicFileStateRepository(file);
        repository.start();
        repository.setState("a", "1");
        repository.setState("a", "2");
        repository.stop();
        byte[] content = Files.readAllBytes(file);
        byte[] backup = Files.readAllBytes(folder.resolve("positions.bak"));

        start();

        assertThat(file).hasBinaryContent(content);
        assertThat(folder.resolve("positions.bak")).hasBinaryContent(backup);
        assertThat(names()).containsExactly("positions", "positions.bak", "positions.lock");
    }

    @Test
    void a_failed_write_leaves_no_temporary_file() throws Exception {
        AtomicFileStateRepository repository = new AtomicFileStateRepository(file);
        repository.start();
        Files.createDirectory(file);

        assertThatThrownBy(() -> repository.setState("a", "1")).isInstanceOf(IllegalStateException.class);
        repository.stop();
        assertThat(names()).doesNotContain("positions.tmp", "positions.bak.tmp");
    }

    private void start() {
        AtomicFileStateRepository repository = new AtomicFileStateRepository(file);
        repository.start();
        repository.stop();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }
}
