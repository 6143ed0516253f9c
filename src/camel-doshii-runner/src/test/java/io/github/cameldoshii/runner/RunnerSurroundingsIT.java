package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar where it finds less than usual, or where things change under it. */
class RunnerSurroundingsIT {

    @TempDir
    Path directory;

    @BeforeEach
    void writeRoute() throws Exception {
        Files.writeString(
                directory.resolve("orders.yaml"),
                """
                - route:
                    id: orders
                    from:
                      uri: doshii:simulator
                      parameters: { events: "order_*", connectTimeout: 3s }
                      steps:
                        - log: "Got ${header.CamelDoshiiEntityId}"
                """);
    }

    private RunnerJar run(DoshiiSimulator simulator, String host, String... options) {
        return RunnerJar.start(
                directory,
                Map.of(
                        "CAMEL_COMPONENT_DOSHII_SOCKETURL",
                        simulator.socketUrl().replace("localhost", host),
                        "CAMEL_COMPONENT_DOSHII_APIURL",
                        simulator.apiUrl()),
                List.of(options),
                "run",
                "orders.yaml");
    }

    @Test
    void no_temporary_folder_is_needed() throws Exception {
        // Below a file there can be no folder, whoever asks for it.
        Path none = directory.resolve("orders.yaml").resolve("tmp");
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                RunnerJar jar = run(simulator, "localhost", "-Djava.io.tmpdir=" + none)) {
            jar.awaitOutput("Connected to Doshii");
            simulator.emit("order_created", "{\"id\":\"7\"}");
            jar.awaitOutput("Got 7");
            assertThat(jar.terminate()).isZero();
        }
    }

    @Test
    void a_service_that_has_moved_is_found_by_the_next_connect() throws Exception {
        Path hosts = directory.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.2 service.test\n");
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                RunnerJar jar = run(simulator, "service.test", "-Djdk.net.hosts.file=" + hosts)) {
            jar.awaitOutput("127.0.0.2: Connection refused");

            Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.1 service.test\n");
            long moved = System.nanoTime();

            jar.awaitOutput("Connected to Doshii");
            // The JVM as shipped would remember the old address for 30 s.
            assertThat(Duration.ofNanos(System.nanoTime() - moved)).isLessThan(Duration.ofSeconds(20));
            assertThat(jar.terminate()).isZero();
        }
    }

    @Test
    void the_second_address_of_the_service_is_as_good_as_the_first() throws Exception {
        Path hosts = directory.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.2 service.test\n127.0.0.1 service.test\n");
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                RunnerJar jar = run(simulator, "service.test", "-Djdk.net.hosts.file=" + hosts)) {
            jar.awaitOutput("Connected to Doshii simulator at ws://service.test:");
            assertThat(jar.terminate()).isZero();
            assertThat(jar.output()).doesNotContain("Disconnected: ");
        }
    }
}
