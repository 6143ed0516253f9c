package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories in files of their own beside the file of states. */
class HistoryInAFileTest extends HistoryLogContract {

    @TempDir
    private Path folder;

    private AtomicFileStateRepository repository;

    @Override
    HistoryLog restarted() {
        return started(folder.resolve("positions"));
    }

    private AtomicFileStateRepository started(Path file) {
        stop();
        repository = new AtomicFileStateRepository(file);
        repository.start();
        return repository;
    }

    @AfterEach
    void stop() {
        if (repository != null) {
            repository.stop();
        }
    }

    private List<Path> historiesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            // Not the one that is being written and has not taken its place yet.
            return files.filter(file -> file.getFileName().toString().matches(".*\\.history\\.[0-9a-f]{16}"))
                    .toList();
        }
    }

    private Path historyFile() throws IOException {
        List<Path> files = historiesIn(folder);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    @Test
    void what_is_appended_is_on_the_disk_before_any_stop() throws Exception {
        HistoryLog log = restarted();
        log.appendHistory(KEY, "a 1\n");
        log.appendHistory(KEY, "b 2\n");

        assertThat(historyFile()).content().isEqualTo("a 1\nb 2\n");
        assertThat(historyFile().getFileName().toString()).matches("positions\\.history\\.[0-9a-f]{16}");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void an_append_after_a_torn_line_begins_a_line_of_its_own() throws Exception {
        restarted().appendHistory(KEY, "a 1\nb 2\n");
        Path file = historyFile();
        Files.writeString(file, "a 1\nb");

        restarted().appendHistory(KEY, "c 3\n");
        assertThat(restarted().readHistory(KEY)).isEqualTo("a 1\nb\nc 3\n");
    }

    @Test
    void an_empty_file_is_an_empty_history() throws Exception {
        restarted().appendHistory(KEY, "a 1\n");
        Files.writeString(historyFile(), "");

        HistoryLog next = restarted();
        assertThat(next.readHistory(KEY)).isEmpty();
        next.appendHistory(KEY, "b 2\n");
        assertThat(next.readHistory(KEY)).isEqualTo("b 2\n");
    }

    @Test
    void bytes_that_are_no_text_are_read_all_the_same() throws Exception {
        restarted().appendHistory(KEY, "a 1\n");
        Files.write(historyFile(), new byte[] {(byte) 0xff, (byte) 0xc3, '\n'}, StandardOpenOption.APPEND);

        HistoryLog next = restarted();
        next.appendHistory(KEY, "b 2\n");
        assertThat(next.readHistory(KEY))
                .startsWith("a 1\n")
                .endsWith("\nb 2\n")
                .contains("\ufffd");
    }

    @Test
    void a_file_that_was_removed_or_replaced_meanwhile_is_written_again() throws Exception {
        HistoryLog log = restarted();
        log.appendHistory(KEY, "a 1\n");
        Files.delete(historyFile());
        log.appendHistory(KEY, "b 2\n");
        assertThat(log.readHistory(KEY)).isEqualTo("b 2\n");

        Path other = Files.writeString(folder.resolve("other"), "c 3\n");
        Files.move(other, historyFile(), StandardCopyOption.REPLACE_EXISTING);
        log.appendHistory(KEY, "d 4\n");
        assertThat(log.readHistory(KEY)).isEqualTo("c 3\nd 4\n");
    }

    @Test
    void what_a_kill_has_left_of_a_replacement_is_not_read() throws Exception {
        restarted().appendHistory(KEY, "a 1\n");
        Path remains = Files.writeString(folder.resolve(historyFile().getFileName() + ".tmp"), "b");

        HistoryLog next = restarted();
        assertThat(next.readHistory(KEY)).isEqualTo("a 1\n");
        next.replaceHistory(KEY, "c 3\n");
        assertThat(next.readHistory(KEY)).isEqualTo("c 3\n");
        assertThat(remains).doesNotExist();
    }

    @Test
    void a_replacement_that_fails_is_told_and_leaves_the_old_text() throws Exception {
        HistoryLog log = restarted();
        log.appendHistory(KEY, "a 1\n");
        Path inTheWay = Files.createDirectory(folder.resolve(historyFile().getFileName() + ".tmp"));

        assertThatThrownBy(() -> log.replaceHistory(KEY, "b 2\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The history file " + folder.resolve("positions.history."))
                .hasMessageContaining("cannot be written");
        Files.delete(inTheWay);
        assertThat(log.readHistory(KEY)).isEqualTo("a 1\n");
    }

    @Test
    void a_history_that_cannot_be_read_stands_in_the_way_of_no_state() throws Exception {
        restarted().appendHistory(KEY, "a 1\n");
        repository.setState(KEY, "1");
        Path file = historyFile();
        Files.delete(file);
        Files.createDirectory(file);

        HistoryLog next = restarted();
        assertThat(repository.getState(KEY)).isEqualTo("1");
        repository.setState(KEY, "2");
        assertThatThrownBy(() -> next.readHistory(KEY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file + " cannot be read");
        assertThatThrownBy(() -> next.appendHistory(KEY, "b 2\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file + " cannot be written");
    }

    @Test
    void it_is_beside_the_real_file_where_links_lead() throws Exception {
        Path volume = Files.createDirectory(folder.resolve("volume"));
        Path link = Files.createSymbolicLink(folder.resolve("positions"), Path.of("volume/kept"));
        started(link).appendHistory(KEY, "a 1\n");

        assertThat(historiesIn(volume)).singleElement().asString().contains("/volume/kept.history.");
        assertThat(historiesIn(folder)).isEmpty();
        assertThat(repository.realFile()).isEqualTo(volume.resolve("kept"));
    }

    @Test
    void a_link_in_its_place_is_not_written_through() throws Exception {
        HistoryLog log = restarted();
        log.appendHistory(KEY, "a 1\n");
        Path file = historyFile();
        Files.delete(file);
        Path target = Files.writeString(folder.resolve("target"), "not ours\n");
        Files.createSymbolicLink(file, target);

        assertThatThrownBy(() -> log.appendHistory(KEY, "b 2\n")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> log.replaceHistory(KEY, "b 2\n")).isInstanceOf(IllegalStateException.class);
        assertThat(target).content().isEqualTo("not ours\n");
    }

    @Test
    void an_interrupted_thread_appends_all_the_same() {
        HistoryLog log = restarted();
        log.appendHistory(KEY, "a 1\n");
        Thread.currentThread().interrupt();
        try {
            log.appendHistory(KEY, "b 2\n");
        } finally {
            Thread.interrupted();
        }
        assertThat(log.readHistory(KEY)).isEqualTo("a 1\nb 2\n");
    }

    @Test
    void a_lock_file_that_was_removed_is_locked_anew_before_a_write() throws Exception {
        HistoryLog log = restarted();
        Files.delete(folder.resolve("positions.lock"));
        log.appendHistory(KEY, "a 1\n");

        assertThat(folder.resolve("positions.lock")).exists();
    }

    @Test
    void before_the_start_and_after_the_stop_it_refuses() {
        HistoryLog log = restarted();
        stop();

        assertThatThrownBy(() -> log.readHistory(KEY)).hasMessageContaining("is not started");
        assertThatThrownBy(() -> log.appendHistory(KEY, "a 1\n")).hasMessageContaining("is not started");
        assertThatThrownBy(() -> log.replaceHistory(KEY, "a 1\n")).hasMessageContaining("is not started");
    }
}
