package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The option {@code reconcileInterval}. A change counts as missed when it is ten seconds old: the tests wait for that. */
class ReconciliationIT extends RecoveryTest {

    @BeforeEach
    void start() {
        simulate();
    }

    private void connectAndReconcile() {
        connect(options -> options.setReconcileInterval(Duration.ofSeconds(2).toMillis()));
    }

    /** What is told within two seconds of the connect may have been before it, as far as clocks can tell. */
    private void connectForAWhile() {
        connectAndReconcile();
        awaitReconciliations(2);
    }

    private void awaitReconciliations(int more) {
        long before = calls("/locations", "").size();
        await().atMost(LIMIT).until(() -> calls("/locations", "").size() >= before + more);
    }

    private long reconciliations() {
        return calls("/orders", location()).size();
    }

    @Test
    void finds_what_a_deaf_socket_does_not_bring_and_dials_anew() {
        connectForAWhile();
        simulator
                .faults()
                .add(Fault.on(Match.event("*")).onSocket(Actions.swallow()).times(Fault.ALWAYS));

        String order = simulator.orders().create().id();

        awaitSeen(order);
        assertThat(of(order)).extracting(Seen::type).containsExactly("order_created");
        assertThat(of(order)).extracting(Seen::origin).containsExactly("reconcile");
        await().atMost(LIMIT).until(() -> simulator.connections().size() == 2);
        assertThat(consumer().getMissedChanges()).isEqualTo(1);
        assertThat(warnings()).anyMatch(line -> line.contains("1 changes were not delivered"));
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(health().getMessage().orElse("")).contains("found 1 changes that the socket had not brought");
        });
        assertThat(seen)
                .filteredOn(one -> one.status().equals("disconnected"))
                .extracting(Seen::body)
                .anyMatch(body -> body.contains("had not brought 1 changes"));
    }

    @Test
    void is_content_again_when_the_socket_brings_what_it_should() {
        connectForAWhile();
        simulator
                .faults()
                .add(Fault.on(Match.event("*")).onSocket(Actions.swallow()).once());
        simulator.orders().create();
        await().atMost(LIMIT).until(() -> simulator.connections().size() == 2);

        String told = simulator.orders().create().id();

        awaitSeen(told);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(health().getState()).isEqualTo(HealthCheck.State.UP));
        assertThat(of(told)).extracting(Seen::origin).containsExactly("socket");
    }

    @Test
    void does_not_tell_again_what_the_socket_has_told() {
        connectAndReconcile();
        String order = simulator.orders().create(Map.of("status", "pending")).id();
        simulator.orders().update(order, "accepted");
        awaitSeen(order);

        // Lists are asked once the first changes are old enough to be missed.
        await().atMost(LIMIT).until(() -> reconciliations() >= 3);

        assertThat(of(order)).extracting(Seen::origin).containsOnly("socket");
        assertThat(of(order)).hasSize(2);
        assertThat(consumer().getMissedChanges()).isZero();
        assertThat(simulator.connections()).hasSize(1);
    }

    @Test
    void leaves_alone_what_was_before_the_first_start() {
        String halfAMinuteAgo = Instant.now().minusSeconds(30).toString();
        String before = simulator
                .orders()
                .create(Map.of("createdAt", halfAMinuteAgo, "updatedAt", halfAMinuteAgo))
                .id();

        connectAndReconcile();

        await().atMost(LIMIT).until(() -> reconciliations() >= 3);
        assertThat(of(before)).isEmpty();
        assertThat(simulator.connections()).hasSize(1);
    }

    @Test
    void dials_no_more_for_single_entities_of_which_the_socket_never_tells() {
        connectForAWhile();
        simulator
                .faults()
                .add(Fault.on(Match.event("checkin_*"))
                        .onSocket(Actions.swallow())
                        .times(Fault.ALWAYS));
        String first = simulator.checkins().create().id();
        await().atMost(LIMIT).until(() -> simulator.connections().size() == 2);
        awaitReconciliations(3);

        String second = simulator.checkins().create().id();
        awaitReconciliations(1);
        String told = simulator.orders().create().id();

        awaitSeen(first, second, told);
        await().atMost(LIMIT).until(() -> warnings().stream().anyMatch(line -> line.contains("again")));
        assertThat(consumer().getMissedChanges()).isEqualTo(2);
        assertThat(simulator.connections()).hasSize(2);
    }
}
