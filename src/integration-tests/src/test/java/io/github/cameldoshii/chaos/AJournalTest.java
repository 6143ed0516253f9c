package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AJournalTest {

    private static final Line FIRST = line("1", "");
    private static final Line SECOND = line("2", "{\"status\":\"gap\"}");

    @TempDir
    private Path folder;

    private static Line line(String id, String body) {
        return new Line(
                "all",
                1795574698370L,
                1795574698369L,
                "order_created",
                "order",
                "venue1",
                id,
                "pending",
                "",
                "socket",
                body);
    }

    @Test
    void gives_what_was_written() throws Exception {
        try (Journal journal = new Journal(folder.resolve("journal"))) {
            journal.finished(FIRST);
            journal.finished(SECOND);
        }
        assertThat(Journal.read(folder.resolve("journal"))).containsExactly(FIRST, SECOND);
    }

    @Test
    void leaves_out_the_line_that_a_kill_has_torn_and_goes_on_behind_it() throws Exception {
        Path path = folder.resolve("journal");
        String torn = SECOND.text();
        for (int length = 0; length < torn.length(); length++) {
            Files.deleteIfExists(path);
            try (Journal journal = new Journal(path)) {
                journal.finished(FIRST);
            }
            Files.writeString(path, torn.substring(0, length), StandardOpenOption.APPEND);
            try (Journal journal = new Journal(path)) {
                journal.finished(SECOND);
            }
            assertThat(Journal.read(path)).containsExactly(FIRST, SECOND);
        }
    }

    @Test
    void is_empty_before_it_was_begun() {
        assertThat(Journal.read(folder.resolve("none"))).isEmpty();
    }
}
