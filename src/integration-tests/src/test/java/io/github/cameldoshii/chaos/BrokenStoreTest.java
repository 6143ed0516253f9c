package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.position.StoredHistory;
import io.github.cameldoshii.position.AtomicFileStateRepository;
import io.github.cameldoshii.position.HistoryLog;
import io.github.cameldoshii.position.HistoryLogs;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.spi.StateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sabotage does to a history: one that cannot be read would show no more than one that is missing. */
class BrokenStoreTest {

    private static final String HISTORY = String.join(
                    "\n",
                    "doshii-history 1",
                    "c 1 mipblhai",
                    "e order venue1 7 state-2 mipblhah 1",
                    "r order venue1 8 mipblhag v3",
                    "k checkin venue1 9 pending",
                    "crc ",
                    "")
            .replace("crc ", "crc 00000000");

    @TempDir
    Path folder;

    @Test
    void an_aged_history_is_sound_and_of_another_state_an_hour_ago() {
        String aged = BrokenStore.aged(HISTORY);

        assertThat(StoredHistory.read(aged).size()).isEqualTo(3);
        assertThat(lines(aged))
                .contains(
                        "c 1 mipblhai",
                        "k checkin venue1 9 older",
                        "e order venue1 7 older " + hourBefore("mipblhah") + " 1")
                .contains("r order venue1 8 " + hourBefore("mipblhag") + " older");
    }

    @Test
    void a_mixed_up_history_is_sound_and_tells_of_one_entity_what_is_of_another() {
        String mixedUp = BrokenStore.mixedUp(HISTORY);

        assertThat(StoredHistory.read(mixedUp).size()).isEqualTo(3);
        assertThat(lines(mixedUp))
                .contains("e order venue1 9 state-2 mipblhah 1")
                .contains("r order venue1 7 mipblhag v3", "k checkin venue1 8 pending");
    }

    @ParameterizedTest
    @EnumSource
    void whatever_is_sabotaged_the_store_keeps_histories_itself(Sabotage sabotage) {
        AtomicFileStateRepository store = new AtomicFileStateRepository(folder.resolve("positions"));
        StateRepository<String, String> used = sabotage.around(store);
        used.start();
        try {
            HistoryLogs.of(used).appendHistory("key", HISTORY);

            assertThat(used).isInstanceOf(HistoryLog.class);
            assertThat(store.readHistory("key")).isEqualTo(HISTORY);
        } finally {
            used.stop();
        }
    }

    private static List<String> lines(String text) {
        return Stream.of(text.split("\n")).toList();
    }

    private static String hourBefore(String time) {
        return Long.toString(Long.parseLong(time, 36) - 3_600_000, 36);
    }
}
