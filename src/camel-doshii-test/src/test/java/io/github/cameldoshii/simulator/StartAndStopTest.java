package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartAndStopTest {

    private static final SimulatorOptions ANY_PORT = SimulatorOptions.defaults().withPort(0);

    @Test
    void the_defaults_are_those_of_doshii_simulator() {
        assertThat(SimulatorOptions.defaults())
                .returns(8580, SimulatorOptions::port)
                .returns("localhost", SimulatorOptions::host)
                .returns("simulator", SimulatorOptions::clientId)
                .returns("simulator", SimulatorOptions::clientSecret);
    }

    @Test
    void the_urls_name_the_port() {
        try (DoshiiSimulator simulator = DoshiiSimulator.start(ANY_PORT)) {
            assertThat(simulator.socketUrl()).isEqualTo("ws://localhost:" + simulator.port() + "/app/socket");
            assertThat(simulator.apiUrl()).isEqualTo("http://localhost:" + simulator.port() + "/partner/v3");
        }
    }

    @Test
    void a_port_in_use_is_named() {
        try (DoshiiSimulator first = DoshiiSimulator.start(ANY_PORT)) {
            assertThatThrownBy(() -> DoshiiSimulator.start(ANY_PORT.withPort(first.port())))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining("port " + first.port() + " is in use");
        }
    }

    @Test
    void a_close_ends_sockets_port_and_threads_and_may_be_repeated() throws Exception {
        Vertx vertx = Vertx.vertx();
        DoshiiSimulator simulator = DoshiiSimulator.start(ANY_PORT);
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            simulator.close();
            simulator.close();
            client.closed().get(5, TimeUnit.SECONDS);
            assertThatThrownBy(() -> new Socket("localhost", simulator.port()).close())
                    .isInstanceOf(ConnectException.class);
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("doshii-simulator")));
            assertThat(simulator.connections()).hasSize(1);
        } finally {
            vertx.close();
        }
    }

    @Test
    void a_port_is_free_again_after_a_close() {
        DoshiiSimulator first = DoshiiSimulator.start(ANY_PORT);
        first.close();
        try (DoshiiSimulator second = DoshiiSimulator.start(ANY_PORT.withPort(first.port()))) {
            assertThat(second.port()).isEqualTo(first.port());
        }
    }

    @Test
    void no_credential_is_in_the_options_text() {
        assertThat(ANY_PORT.withClientId("the-id")
                        .withClientSecret("the-secret")
                        .toString())
                .doesNotContain("the-id", "the-secret");
    }
}
