package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoScenarioTest {

    private final DoshiiSimulator simulator =
            DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
    private final AtomicBoolean connected = new AtomicBoolean(true);
    private final List<String> said = new ArrayList<>();
    private final DemoScenario scenario = new DemoScenario(simulator, connected::get, said::add);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void an_order_is_created_accepted_completed_and_the_next_one_follows() {
        steps(4);

        assertThat(said)
                .containsExactly(
                        "Demo: simulated order 1001 is pending",
                        "Demo: simulated order 1001 is accepted",
                        "Demo: simulated order 1001 is complete",
                        "Demo: simulated order 1002 is pending");
        assertThat(simulator.orders().all()).hasSize(2);
    }

    @Test
    void the_connection_is_cut_once_and_an_order_comes_while_it_is() {
        steps(DemoScenario.CUT + 3);

        assertThat(said).filteredOn(line -> line.contains("is cut")).hasSize(1);
        assertThat(said).filteredOn(line -> line.contains("order 2001")).hasSize(1);
        assertThat(simulator.orders().find("2001")).isPresent();
    }

    @Test
    void nothing_happens_before_somebody_is_connected() {
        connected.set(false);
        steps(3);
        assertThat(said).isEmpty();

        connected.set(true);
        steps(1);
        assertThat(said).containsExactly("Demo: simulated order 1001 is pending");
    }

    @Test
    void it_is_told_when_the_connection_is_back() {
        steps(DemoScenario.CUT - 1);
        connected.set(false);
        steps(2);
        assertThat(said).noneMatch(line -> line.contains("connected again"));

        connected.set(true);
        steps(1);
        assertThat(said).anyMatch(line -> line.contains("connected again"));
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            scenario.step();
        }
    }
}
