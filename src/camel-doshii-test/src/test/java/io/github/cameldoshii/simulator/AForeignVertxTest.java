package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AForeignVertxTest {

    @Test
    void a_simulator_on_a_given_vertx_leaves_it_open() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            try (DoshiiSimulator simulator =
                            DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0), vertx);
                    TestClient client = TestClient.dial(vertx, simulator)) {
                simulator.orders().create();
                await().untilAsserted(() -> assertThat(client.texts()).hasSize(1));
                assertThat(new RestClient(simulator).get("/orders").statusCode())
                        .isEqualTo(200);
            }
            assertThat(vertx.timer(1).toCompletionStage()).succeedsWithin(Duration.ofSeconds(5));
        } finally {
            vertx.close();
        }
    }
}
