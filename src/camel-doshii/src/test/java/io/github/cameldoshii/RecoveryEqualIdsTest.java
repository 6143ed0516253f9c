package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two venues number their orders alike. */
class RecoveryEqualIdsTest extends RecoveryTestSupport {

    private static final String OTHER = "other";
    private static final String ID = "7";

    @Test
    void are_two_orders_live_and_in_a_gap() {
        simulate();
        simulator.locations().create(Map.of("id", OTHER));
        connect(options -> {
            options.setEvents("order_created,order_updated");
            options.setCatchUpOverlap(1_000);
        });
        String here = location();

        outage(() -> simulator.orders().create(here, Map.of("id", ID)));
        awaitSeen(ID);
        outage(() -> simulator.orders().create(OTHER, Map.of("id", ID)));
        awaitRecovered();

        org.awaitility.Awaitility.await().atMost(LIMIT).until(() -> of(ID).size() >= 2);
        assertThat(of(ID)).extracting(Seen::location).containsExactly(here, OTHER);
        assertThat(of(ID)).extracting(Seen::type).containsOnly("order_created");
    }
}
