package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state file that is reached through symbolic links: the real one is written, locked and backed up, and the links stay. */
class StateFileLinksTest {

    @TempDir
    private Path folder;

    private Path volume;
    private Path here;

    @BeforeEach
    void make_folders() throws IOException {
        volume = Files.createDirectory(folder.resolve("volume"));
        here = Files.createDirectory(folder.resolve("here"));
    }

    @Test
    void a_link_to_a_file_stays_and_the_file_behind_it_is_kept() throws Exception {
        Path link = Files.createSymbolicLink(here.resolve("positions"), volume.resolve("kept"));
        set(link, "1");
        set(link, "2");

        assertThat(link).isSymbolicLink();
        assertThat(here).isDirectoryNotContaining(file -> !file.equals(link));
        assertThat(volume.resolve("kept")).content().contains("a=2");
        assertThat(volume.resolve("kept.bak")).content().contains("a=1");
        assertThat(volume.resolve("kept.lock")).exists();
        assertThat(volume.resolve("kept.tmp")).doesNotExist();
    }

    @Test
    void another_folder_with_the_same_link_goes_on_where_the_first_has_ended() throws Exception {
        set(Files.createSymbolicLink(here.resolve("positions"), volume.resolve("kept")), "1");
        Path next = Files.createDirectory(folder.resolve("next"));

        assertThat(get(Files.createSymbolicLink(next.resolve("positions"), volume.resolve("kept"))))
                .isEqualTo("1");
    }

    @Test
    void a_relative_link_counts_from_its_own_folder() throws Exception {
        set(Files.createSymbolicLink(here.resolve("positions"), Path.of("../volume/./kept")), "1");

        assertThat(volume.resolve("kept")).exists();
    }

    @Test
    void folders_that_a_link_leads_into_are_made() throws Exception {
        set(Files.createSymbolicLink(here.resolve("positions"), volume.resolve("not/there/yet/kept")), "1");

        assertThat(volume.resolve("not/there/yet/kept")).exists();
    }

    @Test
    void a_link_to_a_link_is_followed_to_its_end() throws Exception {
        Path second = Files.createSymbolicLink(volume.resolve("second"), Path.of("kept"));
        Path first = Files.createSymbolicLink(here.resolve("positions"), Path.of("../volume/second"));
        set(first, "1");

        assertThat(first).isSymbolicLink();
        assertThat(second).isSymbolicLink();
        assertThat(volume.resolve("kept")).isRegularFile();
    }

    @Test
    void a_folder_on_the_way_may_be_a_link_whose_target_is_not_there_yet() throws Exception {
        Path data = Files.createSymbolicLink(here.resolve("data"), volume.resolve("later"));
        set(data.resolve("sub/positions"), "1");

        assertThat(data).isSymbolicLink();
        assertThat(volume.resolve("later/sub/positions")).exists();
    }

    @Test
    void two_links_to_one_file_are_one_file_in_use() throws Exception {
        Path first = Files.createSymbolicLink(here.resolve("first"), volume.resolve("kept"));
        Path second = Files.createSymbolicLink(here.resolve("second"), Path.of("first"));
        AtomicFileStateRepository holder = repository(first);
        holder.start();
        try {
            for (Path other : new Path[] {second, volume.resolve("kept"), folder.resolve("volume/../here/first")}) {
                assertThatThrownBy(repository(other)::start)
                        .hasStackTraceContaining("in use")
                        .hasStackTraceContaining(volume.resolve("kept.lock").toString());
            }
        } finally {
            holder.stop();
        }
    }

    @Test
    void the_backup_may_be_a_link_too() throws Exception {
        Path backup = Files.createSymbolicLink(here.resolve("positions.bak"), volume.resolve("sub/backup"));
        set(here.resolve("positions"), "1");
        set(here.resolve("positions"), "2");

        assertThat(backup).isSymbolicLink();
        assertThat(volume.resolve("sub/backup")).content().contains("a=1");
        Files.delete(here.resolve("positions"));
        assertThat(get(here.resolve("positions"))).isEqualTo("1");
    }

    @Test
    void a_lock_file_that_is_a_link_excludes_and_what_it_leads_to_keeps_its_content() throws Exception {
        Path precious = Files.writeString(volume.resolve("precious"), "precious");
        Files.createSymbolicLink(here.resolve("positions.lock"), precious);
        AtomicFileStateRepository holder = repository(here.resolve("positions"));
        holder.start();

        assertThatThrownBy(repository(here.resolve("positions"))::start).hasStackTraceContaining("in use");
        holder.stop();
        assertThat(precious).hasContent("precious");
    }

    @Test
    void a_link_in_place_of_the_temporary_file_leads_no_write_away() throws Exception {
        Path precious = Files.writeString(volume.resolve("precious"), "precious");
        Files.createSymbolicLink(here.resolve("positions.tmp"), precious);
        Files.createSymbolicLink(here.resolve("positions.bak.tmp"), precious);
        set(here.resolve("positions"), "1");

        assertThat(precious).hasContent("precious");
        assertThat(here.resolve("positions")).isRegularFile().satisfies(file -> assertThat(Files.isSymbolicLink(file))
                .isFalse());
    }

    @Test
    void links_that_make_two_of_its_files_one_are_refused() throws Exception {
        set(here.resolve("positions"), "1");
        byte[] before = Files.readAllBytes(here.resolve("positions"));
        for (String name : new String[] {"positions.bak", "positions.lock"}) {
            Files.deleteIfExists(here.resolve(name));
            Files.createSymbolicLink(here.resolve(name), Path.of("positions"));

            assertThatThrownBy(repository(here.resolve("positions"))::start).hasStackTraceContaining("the same file");
            Files.delete(here.resolve(name));
        }
        assertThat(here.resolve("positions")).hasBinaryContent(before);
    }

    @Test
    void links_in_a_circle_are_told() throws Exception {
        Files.createSymbolicLink(here.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(here.resolve("b"), Path.of("a"));

        assertThatThrownBy(repository(here.resolve("a"))::start)
                .hasStackTraceContaining("The state file " + here.resolve("a"))
                .hasStackTraceContaining("its links lead in a circle");
    }

    @Test
    void a_failure_names_the_link_and_where_it_leads() throws Exception {
        Files.writeString(volume.resolve("kept"), "garbage");
        Path link = Files.createSymbolicLink(here.resolve("positions"), volume.resolve("kept"));

        assertThatThrownBy(repository(link)::start)
                .hasStackTraceContaining(
                        "The state file " + link + " (which leads to " + volume.resolve("kept") + ") cannot be used");
    }

    @Test
    void a_hard_link_is_refused_with_what_to_do_instead() throws Exception {
        set(volume.resolve("kept"), "1");
        Path other = Files.createLink(here.resolve("positions"), volume.resolve("kept"));

        assertThatThrownBy(repository(other)::start)
                .hasStackTraceContaining("a hard link")
                .hasStackTraceContaining("Use a symbolic link");
        Files.delete(volume.resolve("kept"));
        assertThat(get(other)).isEqualTo("1");
    }

    @Test
    void a_backup_that_is_a_hard_link_of_the_file_does_no_harm() throws Exception {
        set(here.resolve("positions"), "1");
        Files.delete(here.resolve("positions.bak"));
        Files.createLink(here.resolve("positions.bak"), here.resolve("positions"));
        set(here.resolve("positions"), "2");

        assertThat(here.resolve("positions.bak")).content().contains("a=1");
        assertThat(get(here.resolve("positions"))).isEqualTo("2");
    }

    @Test
    void a_link_that_takes_the_place_of_the_file_while_it_is_in_use_is_not_replaced() throws Exception {
        AtomicFileStateRepository repository = repository(here.resolve("positions"));
        repository.start();
        repository.setState("a", "1");
        Files.move(here.resolve("positions"), volume.resolve("kept"));
        Path link = Files.createSymbolicLink(here.resolve("positions"), volume.resolve("kept"));

        assertThatThrownBy(() -> repository.setState("a", "2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("replaced by a link");
        repository.stop();
        assertThat(link).isSymbolicLink();
        assertThat(get(link)).isEqualTo("1");
    }

    private static void set(Path file, String value) {
        AtomicFileStateRepository repository = repository(file);
        repository.start();
        repository.setState("a", value);
        repository.stop();
    }

    private static String get(Path file) {
        AtomicFileStateRepository repository = repository(file);
        repository.start();
        try {
            return repository.getState("a");
        } finally {
            repository.stop();
        }
    }

    private static AtomicFileStateRepository repository(Path file) {
        AtomicFileStateRepository repository = new AtomicFileStateRepository(file);
        repository.setLockTimeout(Duration.ZERO);
        return repository;
    }
}
