package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator and a Vert.x for each test. */
abstract class SimulatorTest {

    static final String PING = "{\"doshii\":{\"ping\":7,\"version\":\"1\"}}";
    static final String PONG = "{\"doshii\":{\"pong\":7,\"version\":\"3.12.0\"}}";

    final Vertx vertx = Vertx.vertx();
    DoshiiSimulator simulator;

    @BeforeEach
    void startSimulator() {
        simulator = DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    ConnectionRecord onlyConnection() {
        assertThat(simulator.connections()).hasSize(1);
        return simulator.connections().get(0);
    }
}
