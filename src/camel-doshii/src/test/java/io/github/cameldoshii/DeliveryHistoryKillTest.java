package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes again after a process was killed, of what it had delivered. */
class DeliveryHistoryKillTest extends DeliveryHistoryTestSupport {

    @Test
    void after_a_kill_comes_again_only_what_was_finished_just_before_it() throws Exception {
        thirtyOrdersAndTenChanges();
        awaitReceived(40, IN_TRANSIT);
        Path asKilled = copy();
        List<String> after = thirtyOrdersAndTenChanges();
        awaitFinished(80);
        context.stop();

        connect(asKilled, options -> {});
        awaitSeen(after.get(29));
        awaitRecovered();
        awaitSecondLook();

        assertThat(events()).extracting(Seen::id).isSubsetOf(after);
    }

    @Test
    void an_order_whose_creation_was_delivered_is_not_created_again_in_doubt() throws Exception {
        String id = simulator.orders().create(Map.of("status", "pending")).id();
        awaitReceived(1, Duration.ZERO);
        Path asKilled = copy();
        simulator.orders().update(id, "accepted");
        awaitFinished(2);
        context.stop();

        connect(asKilled, options -> {});
        awaitSeen(id);
        awaitRecovered();
        awaitSecondLook();

        assertThat(of(id)).extracting(Seen::type).containsExactly("order_updated");
    }

    @Test
    void what_a_fetch_has_shown_is_known_also_in_doubt() throws Exception {
        disconnect();
        connect(folder, options -> options.setFetchEntity(true));
        String id = simulator.orders().create(Map.of("status", "pending")).id();
        simulator.orders().update(id, "accepted");
        awaitReceived(2, Duration.ZERO);
        Path asKilled = copy();
        context.stop();

        connect(asKilled, options -> {});
        awaitRecovered();
        awaitSecondLook();

        assertThat(of(id)).isEmpty();
    }

    /** What a process that is killed now leaves. */
    private Path copy() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (Path file : files()) {
            // One that is being written takes another's place meanwhile, and no start reads it.
            if (!file.toString().endsWith(".lock") && !file.toString().endsWith(".tmp")) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
