package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.SimulatorOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service's clock and this machine's, an hour apart: which of them is wrong makes no difference. The service measures
 * everything with its own: the times of its entities, and how long a token is good for.
 */
class ServiceClockOffTest extends RecoveryTestSupport {

    private void start(int minutesOff) {
        simulate(
                SimulatorOptions.defaults().withClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutesOff))));
        connectShort();
    }

    private void connectShort() {
        connect(options -> {
            options.setEvents("order_created,order_updated");
            options.setCatchUpOverlap(1_000);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void nothing_that_happens_in_an_outage_is_lost(int minutesOff) {
        start(minutesOff);
        String known = simulator.orders().create(Map.of("status", "pending")).id();
        String quiet = simulator.orders().create(Map.of("status", "pending")).id();
        awaitSeen(known, quiet);

        String[] created = new String[1];
        outage(() -> {
            created[0] = simulator.orders().create().id();
            simulator.orders().update(known, "accepted");
        });

        awaitSeen(created[0]);
        await().atMost(LIMIT).until(() -> of(known).size() >= 2);
        assertThat(of(known)).extracting(Seen::status).last().isEqualTo("accepted");
        assertThat(of(created[0])).extracting(Seen::type).containsExactly("order_created");
        awaitRecovered();
        assertThat(gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void nothing_that_happens_while_the_process_is_away_is_lost(int minutesOff) {
        start(minutesOff);
        String known = simulator.orders().create(Map.of("status", "pending")).id();
        awaitSeen(known);
        disconnect();
        String created = simulator.orders().create().id();
        simulator.orders().update(known, "accepted");

        connectShort();

        awaitSeen(created, known);
        assertThat(of(created)).extracting(Seen::type).containsExactly("order_created");
        assertThat(of(known)).extracting(Seen::status).last().isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void the_second_outage_is_as_well_recovered_as_the_first(int minutesOff) {
        start(minutesOff);
        outage(() -> {});
        awaitRecovered();
        String known = simulator.orders().create(Map.of("status", "pending")).id();
        awaitSeen(known);

        outage(() -> simulator.orders().update(known, "accepted"));

        await().atMost(LIMIT).until(() -> of(known).size() >= 2);
        assertThat(of(known)).extracting(Seen::status).last().isEqualTo("accepted");
    }
}
