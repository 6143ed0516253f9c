package io.github.cameldoshii.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state file belongs to one repository at a time. */
class StateFileInUseTest {

    @TempDir
    private Path folder;

    @Test
    void is_refused_to_another_with_its_name_and_free_after_the_stop() throws Exception {
        Files.createDirectory(folder.resolve("x"));
        Path file = folder.resolve("positions");
        AtomicFileStateRepository first = new AtomicFileStateRepository(file);
        AtomicFileStateRepository second = new AtomicFileStateRepository(folder.resolve("x/../positions"));
        second.setLockTimeout(Duration.ZERO);
        first.start();
        first.setState("a", "1");

        assertThatThrownBy(second::start).hasStackTraceContaining("in use").hasStackTraceContaining("positions.lock");

        first.setState("a", "2");
        first.stop();
        second.start();
        assertThat(second.getState("a")).isEqualTo("2");
        second.stop();
    }

    @Test
    void does_not_keep_others_from_other_files() {
        AtomicFileStateRepository first = new AtomicFileStateRepository(folder.resolve("one"));
        AtomicFileStateRepository second = new AtomicFileStateRepository(folder.resolve("two"));
        first.start();
        second.start();
        first.setState("a", "1");

        assertThat(second.getState("a")).isNull();
        first.stop();
        second.stop();
    }
}
