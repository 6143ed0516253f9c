package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state file that is not what was written: the one before is used, or the start fails; it is never taken for empty. */
class StateFileDamageTest {

    @TempDir
    private Path folder;

    private Path file;
    private Path backup;

    @BeforeEach
    void write_twice() {
        file = folder.resolve("positions");
        backup = folder.resolve("positions.bak");
        AtomicFileStateRepository repository = new AtomicFileStateRepository(file);
        repository.start();
        repository.setState("a", "first");
        repository.setState("a", "second");
        repository.stop();
    }

    @Test
    void torn_at_any_byte_yields_the_state_before() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThat(stateOf("a")).as("%d of %d bytes", length, whole.length).isEqualTo("first");
        }
    }

    @Test
    void any_single_bit_changed_yields_the_state_before() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, changed);

            assertThat(stateOf("a")).as("bit %d", bit).isEqualTo("first");
        }
    }

    @Test
    void zeros_as_a_file_system_leaves_them_yield_the_state_before() throws Exception {
        Files.write(file, new byte[(int) Files.size(file)]);

        assertThat(stateOf("a")).isEqualTo("first");
    }

    @Test
    void one_that_is_missing_yields_the_state_before() throws Exception {
        Files.delete(file);

        assertThat(stateOf("a")).isEqualTo("first");
    }

    @Test
    void a_key_that_was_new_in_the_last_change_is_in_the_backup_too() throws Exception {
        write("b", "new");
        Files.write(file, new byte[0]);

        assertThat(stateOf("a")).isEqualTo("second");
        assertThat(stateOf("b")).isEqualTo("new");
    }

    @Test
    void the_next_change_mends_the_file_and_keeps_the_backup_sound() throws Exception {
        Files.write(file, new byte[0]);
        write("a", "third");

        assertThat(stateOf("a")).isEqualTo("third");
        Files.write(file, new byte[0]);
        assertThat(stateOf("a")).isEqualTo("first");
    }

    @Test
    void a_damaged_backup_does_not_matter_while_the_file_is_sound() throws Exception {
        Files.write(backup, new byte[0]);

        assertThat(stateOf("a")).isEqualTo("second");
    }

    @Test
    void remains_of_an_interrupted_write_do_not_matter() throws Exception {
        Files.writeString(folder.resolve("positions.tmp"), "doshii-sta");
        Files.writeString(folder.resolve("positions.bak.tmp"), "doshii-sta");

        assertThat(stateOf("a")).isEqualTo("second");
    }

    @Test
    void without_a_sound_backup_the_start_fails_and_names_both_and_leaves_them() throws Exception {
        Files.writeString(file, "garbage");
        Files.writeString(backup, "more garbage");

        assertThatThrownBy(() -> stateOf("a"))
                .hasStackTraceContaining("The state file " + file + " cannot be used")
                .hasStackTraceContaining(backup.toString());
        assertThat(file).hasContent("garbage");
        assertThat(backup).hasContent("more garbage");
    }

    @Test
    void without_any_backup_the_start_fails() throws Exception {
        Files.writeString(file, "");
        Files.delete(backup);

        assertThatThrownBy(() -> stateOf("a")).hasStackTraceContaining("it is empty");
    }

    @Test
    void a_failed_start_does_not_keep_the_lock() throws Exception {
        byte[] whole = Files.readAllBytes(backup);
        Files.writeString(file, "");
        Files.delete(backup);
        assertThatThrownBy(() -> stateOf("a")).hasStackTraceContaining("it is empty");

        Files.write(backup, whole);
        assertThat(stateOf("a")).isEqualTo("first");
    }

    @Test
    void with_both_removed_it_starts_anew() throws Exception {
        Files.delete(file);
        Files.delete(backup);

        assertThat(stateOf("a")).isNull();
    }

    @Test
    void one_of_a_later_version_is_not_replaced_by_the_backup() throws Exception {
        byte[] content = "doshii-states 2\nwho knows\n".getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(content);
        Files.writeString(
                file, new String(content, StandardCharsets.US_ASCII) + String.format("crc %08x\n", crc.getValue()));

        assertThatThrownBy(() -> stateOf("a"))
                .hasStackTraceContaining(file + " has format 2, which is of a later version");
    }

    @Test
    void a_file_that_cannot_be_read_is_not_replaced_by_the_backup() throws Exception {
        Files.delete(file);
        Files.createDirectory(file);

        assertThatThrownBy(() -> stateOf("a")).hasStackTraceContaining("The state file " + file + " cannot be read");
    }

    @Test
    void the_file_of_camels_own_repository_is_told() throws Exception {
        Files.writeString(file, "a=1\na=2\na=3\n");
        Files.delete(backup);

        assertThatThrownBy(() -> stateOf("a")).hasStackTraceContaining("The state file " + file + " cannot be used");
    }

    private void write(String key, String value) throws IOException {
        AtomicFileStateRepository repository = new AtomicFileStateRepository(file);
        repository.start();
        repository.setState(key, value);
        repository.stop();
    }

    private String stateOf(String key) {
        AtomicFileStateRepository repository = new AtomicFileStateRepository(file);
        repository.start();
        try {
            return repository.getState(key);
        } finally {
            repository.stop();
        }
    }
}
