package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What probes and collectors see of a process. */
@Timeout(180)
class ObservabilityIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path directory;

    @BeforeEach
    void writeRoute() throws IOException {
        Files.writeString(
                directory.resolve("r.yaml"),
                """
                - route:
                    id: orders
                    from:
                      uri: doshii:simulator
                      steps:
                        - log: "Got ${header.CamelDoshiiEntityId}."
                """);
    }

    @Test
    void a_service_that_is_down_makes_a_process_unready_and_leaves_it_alive() throws Exception {
        int port = FreePort.next();
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                RunnerJar jar = run(simulator, port, "--log-format", "json")) {
            awaitStatus(port, "/observe/health/ready", 200);
            assertThat(get(port, "/observe/health/live").statusCode()).isEqualTo(200);
            simulator.emit("order_created", "{\"id\":\"77\"}");
            await().atMost(SOON).until(() -> metrics(port)
                    .contains("camel_doshii_events_total{camelContext=\"camel-doshii\","
                            + "environment=\"simulator\",origin=\"socket\",type=\"order_created\"} 1.0"));
            assertThat(metrics(port)).doesNotContain("\"77\"", "camel_exchanges", "camel_route_policy");

            simulator.faults().add(Fault.on(Match.connect()).then(Actions.reset()));
            simulator.dropConnections();

            awaitStatus(port, "/observe/health/ready", 503);
            // Between two waits an attempt is under way.
            await().atMost(SOON)
                    .until(() -> get(port, "/observe/health/ready").body().contains("reconnecting"));
            assertThat(get(port, "/observe/health").statusCode()).isEqualTo(503);
            assertThat(get(port, "/observe/health/live").statusCode()).isEqualTo(200);
            for (String probed : DeploymentFilesTest.probePaths()) {
                assertThat(get(port, probed).statusCode())
                        .as("%s, by which a pod stays a candidate", probed)
                        .isEqualTo(200);
            }
            assertThat(jar.terminate()).isZero();
            List<String> lines = jar.output().lines().toList();
            assertThat(lines).hasSizeGreaterThan(5).allSatisfy(line -> {
                JsonNode record = json.readTree(line);
                assertThat(record.path("message").asText()).isNotEmpty();
                assertThat(record.path("@timestamp").asText()).matches(".*(Z|[+-]\\d\\d:\\d\\d)");
            });
            assertThat(lines).anyMatch(line -> line.contains("\"Got 77.\""));
        }
    }

    @Test
    void a_property_turns_it_off() throws Exception {
        int port = FreePort.next();
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                RunnerJar jar = RunnerJar.start(
                        directory,
                        Map.of("CAMEL_COMPONENT_DOSHII_SOCKETURL", simulator.socketUrl()),
                        List.of("-Dcamel.management.enabled=false", "-Dcamel.management.port=" + port),
                        "run",
                        "r.yaml")) {
            jar.awaitOutput("Connected to Doshii");

            assertThat(isFree(port)).isTrue();
            assertThat(jar.output()).doesNotContain("Health and metrics");
        }
    }

    @Test
    void a_second_process_on_the_same_machine_starts_all_the_same_and_says_where_its_own_is() throws Exception {
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                ServerSocket taken = take(ManagementPort.DEFAULT_PORT);
                RunnerJar jar = RunnerJar.start(
                        directory,
                        Map.of(
                                "CAMEL_COMPONENT_DOSHII_SOCKETURL",
                                simulator.socketUrl(),
                                RunnerJar.MANAGEMENT_PORT,
                                ""),
                        List.of(),
                        "run",
                        "r.yaml")) {
            jar.awaitOutput("Port 9876 is in use").awaitOutput("Health and metrics: http://localhost:");
            String told = jar.output().replaceFirst("(?s).*Health and metrics: http://localhost:(\\d+)/.*", "$1");

            awaitStatus(Integer.parseInt(told), "/observe/health/ready", 200);
            assertThat(taken.isBound()).isTrue();
        }
    }

    private RunnerJar run(DoshiiSimulator simulator, int port, String... more) {
        String[] arguments = new String[2 + more.length];
        arguments[0] = "run";
        arguments[1] = "r.yaml";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return RunnerJar.start(
                directory,
                Map.of(
                        "CAMEL_COMPONENT_DOSHII_SOCKETURL", simulator.socketUrl(),
                        "CAMEL_COMPONENT_DOSHII_APIURL", simulator.apiUrl(),
                        "CAMEL_MANAGEMENT_PORT", Integer.toString(port)),
                List.of(),
                arguments);
    }

    private void awaitStatus(int port, String path, int status) {
        await().atMost(SOON).ignoreExceptions().until(() -> get(port, path).statusCode() == status);
    }

    private String metrics(int port) throws Exception {
        return get(port, "/observe/metrics").body();
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        URI uri = URI.create("http://localhost:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Another test's process may have it already, which serves as well. */
    private static ServerSocket take(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress("localhost", port));
        } catch (IOException taken) {
            socket.bind(new InetSocketAddress("localhost", 0));
        }
        return socket;
    }
}
