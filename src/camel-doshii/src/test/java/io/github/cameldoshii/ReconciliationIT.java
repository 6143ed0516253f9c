package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

/**
 * The option {@code reconcileInterval} on a real socket. A change counts as missed when it is ten seconds old, and the test
 * waits for that; {@code ReconciliationTest} has the other cases, in virtual time.
 */
class ReconciliationIT extends RecoveryTestSupport {

    /** What is told within two seconds of the connect may have been before it, as far as clocks can tell. */
    private void connectForAWhile() {
        connect(options -> options.setReconcileInterval(Duration.ofSeconds(2).toMillis()));
        long before = calls("/locations", "").size();
        await().atMost(LIMIT).until(() -> calls("/locations", "").size() >= before + 2);
    }

    @Test
    void finds_what_a_deaf_socket_does_not_bring_dials_anew_and_is_content_when_the_next_one_hears() {
        simulate();
        connectForAWhile();
        simulator
                .faults()
                .add(Fault.on(Match.event("*")).onSocket(Actions.swallow()).times(Fault.ALWAYS));

        String order = simulator.orders().create().id();

        awaitSeen(order);
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(health().getMessage().orElse("")).contains("found 1 changes that the socket had not brought");
        });
        assertThat(of(order)).extracting(Seen::type).containsExactly("order_created");
        assertThat(of(order)).extracting(Seen::origin).containsExactly("reconcile");
        await().atMost(LIMIT).until(() -> simulator.connections().size() == 2);
        assertThat(consumer().getMissedChanges()).isEqualTo(1);
        assertThat(warnings()).anyMatch(line -> line.contains("1 changes were not delivered"));
        assertThat(seen)
                .filteredOn(one -> one.status().equals("disconnected"))
                .extracting(Seen::body)
                .anyMatch(body -> body.contains("had not brought 1 changes"));

        simulator.faults().clear();
        String told = simulator.orders().create().id();

        awaitSeen(told);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(health().getState()).isEqualTo(HealthCheck.State.UP));
        assertThat(of(told)).extracting(Seen::origin).containsExactly("socket");
    }
}
