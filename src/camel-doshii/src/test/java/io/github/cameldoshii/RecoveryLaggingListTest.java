package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists that show a change only some time after it was made, as those of many services do. */
class RecoveryLaggingListTest extends RecoveryTestSupport {

    @BeforeEach
    void start() {
        simulate();
        connectShort();
    }

    private void connectShort() {
        connect(options -> {
            options.setEvents("order_created,order_updated");
            options.setCatchUpOverlap(4_000);
        });
    }

    @Test
    void is_asked_once_more_after_the_overlap_and_then_shows_what_it_did_not() {
        simulator.listLag(Duration.ofSeconds(3));
        String[] order = new String[1];
        outage(() -> order[0] = simulator.orders().create().id());
        awaitRecovered();
        assertThat(of(order[0])).isEmpty();

        awaitSeen(order[0]);

        assertThat(of(order[0])).extracting(Seen::type).containsExactly("order_created");
    }

    @Test
    void loses_nothing_when_the_process_ends_before_it_was_asked_once_more() {
        simulator.listLag(Duration.ofSeconds(3));
        String[] order = new String[1];
        outage(() -> order[0] = simulator.orders().create().id());
        awaitRecovered();
        disconnect();
        assertThat(of(order[0])).isEmpty();

        connectShort();

        awaitSeen(order[0]);
    }

    @Test
    void does_not_take_back_what_the_socket_has_told_meanwhile() {
        String known = simulator.orders().create(Map.of("status", "pending")).id();
        awaitSeen(known);
        simulator.listLag(Duration.ofSeconds(3));
        outage(() -> simulator.orders().update(known, "accepted"));
        awaitRecovered();

        simulator.orders().update(known, "complete");

        await().atMost(LIMIT).until(() -> calls("/orders", location()).size() >= 2);
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(of(known)).extracting(Seen::status).last().isEqualTo("complete"));
    }
}
