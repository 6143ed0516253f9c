package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.SimulatorOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service's clock is far from that of this machine, so its time is known to half a second only. */
class HistoryWithOtherClockTest extends RecoveryTestSupport {

    private static final Duration OVERLAP = Duration.ofSeconds(3);

    @Test
    void a_clean_stop_just_after_a_change_leaves_no_doubt_of_it() {
        simulate(SimulatorOptions.defaults().withClock(Clock.offset(Clock.systemUTC(), Duration.ofHours(1))));
        start();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(simulator.orders().create(Map.of("status", "pending")).id());
        }
        ids.forEach(id -> simulator.orders().update(id, "accepted"));
        await().atMost(LIMIT).until(() -> ids.stream().allMatch(id -> of(id).size() == 2));

        disconnect();
        start();
        awaitRecovered();
        awaitSecondLook();

        assertThat(seen).extracting(Seen::type).containsOnly("connection");
    }

    private void start() {
        connect(options -> options.setCatchUpOverlap(OVERLAP.toMillis()));
    }
}
