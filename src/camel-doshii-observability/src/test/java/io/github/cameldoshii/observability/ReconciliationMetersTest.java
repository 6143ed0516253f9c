package io.github.cameldoshii.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.DoshiiConsumer;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Match;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The meters that only a route moves which compares the lists with what the WebSocket brings. */
class ReconciliationMetersTest extends MetersUnderTest {

    @Override
    protected Map<String, Object> componentOptions() {
        Map<String, Object> options = new HashMap<>(super.componentOptions());
        options.put("reconcileInterval", "1s");
        options.put("catchUpOverlap", "500ms");
        options.put("catchUpEntities", "orders,tables");
        return options;
    }

    /** It takes 10 s until a change counts as lost. */
    @Test
    void an_event_that_the_socket_has_lost_counts_by_its_origin_and_so_do_the_scans_and_the_new_connection() {
        awaitAtLeast(1, "camel.doshii.recovery.scans", "kind", "baseline");
        once(Match.event("order_created"), Actions.swallow());

        simulator().orders().create(Map.of("status", "pending"));

        awaitAtLeast(1, "camel.doshii.events", "type", "order_created", "origin", "reconcile");
        awaitAtLeast(1, "camel.doshii.recovery.scans", "kind", "reconcile");
        ((DoshiiConsumer) context.getRoute("orders").getConsumer()).reconnect();
        awaitAtLeast(1, "camel.doshii.disconnects", "cause", "requested");
        awaitAtLeast(1, "camel.doshii.recovery.scans", "kind", "verify");
        assertThat(value("camel.doshii.events", "type", "order_created", "origin", "socket"))
                .isZero();
    }
}
