package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Camel Quarkus application of docs/quarkus.md, built by Maven and run on the JVM. */
class QuarkusIT {

    private static final DocumentationPage PAGE = DocumentationPage.of("quarkus.md");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Not in a temporary folder, at whose end JUnit warns of each link in it. */
    private static final Path REPOSITORY =
            Path.of(System.getProperty("module.directory"), "target", "repositories", "quarkus");

    @TempDir
    static Path shared;

    private static Path jar;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private DoshiiSimulator doshii;

    @BeforeAll
    static void build() throws Exception {
        Path project = Files.createDirectories(shared.resolve("project"));
        Path resources = Files.createDirectories(project.resolve("src/main/resources/camel"));
        Files.writeString(project.resolve("pom.xml"), pomWithMeters());
        Files.writeString(resources.resolveSibling("application.properties"), PAGE.block("properties"));
        Files.copy(OrderFiles.ROUTE, resources.resolve("orders-to-files.yaml"));
        LocalRepository repository = LocalRepository.create(REPOSITORY, "camel-doshii", "camel-doshii-observability");
        MavenBuild.run(project, repository, "-q", "package");
        jar = project.resolve(PAGE.commandAfter("java -jar").get(0));
    }

    /** The page's POM with the dependencies that it has for meters. */
    private static String pomWithMeters() {
        List<String> blocks = PAGE.blocks("xml");
        assertThat(blocks).hasSize(2);
        return blocks.get(0)
                .replace("  </dependencies>\n\n  <build>", blocks.get(1) + "  </dependencies>\n\n  <build>");
    }

    @BeforeEach
    void start_the_service() {
        doshii = DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
    }

    @AfterEach
    void end_the_service() {
        doshii.close();
    }

    @Test
    void orders_become_files_and_a_restart_asks_for_what_was_missed() throws Exception {
        String first;
        try (JavaProcess application = start()) {
            application.awaitPrinted("Connected to Doshii sandbox");
            first = doshii.orders().create(Map.of("status", "pending")).id();
            OrderFiles.in(directory).await(application, "order_created-" + first + ".json");
            application.terminate();
        }

        String missed = doshii.orders().create(Map.of("status", "pending")).id();

        try (JavaProcess application = start()) {
            OrderFiles.in(directory)
                    .await(application, "order_created-" + first + ".json", "order_created-" + missed + ".json");
        }
    }

    @Test
    void health_is_down_with_the_reason_while_the_service_refuses_and_up_again_after() throws Exception {
        doshii.faults().add(Fault.on(Match.upgrade()).then(Actions.status(503)));
        try (JavaProcess application = start()) {
            application.awaitPrinted("Disconnected");
            URI health = address(application, "/q/health");

            await().atMost(JavaProcess.PATIENCE).untilAsserted(() -> {
                JsonNode down = consumers(health);
                assertThat(down.path("status").asText()).isEqualTo("DOWN");
                assertThat(down.at("/data/route.id").asText()).isEqualTo("orders-to-files");
                assertThat(down.at("/data/doshii.reason").asText()).contains("reconnecting", "503");
            });

            doshii.faults().clear();
            await().atMost(JavaProcess.PATIENCE).untilAsserted(() -> assertThat(
                            consumers(health).path("status").asText())
                    .isEqualTo("UP"));
        }
    }

    @Test
    void the_meters_are_with_those_of_the_application() throws Exception {
        try (JavaProcess application = start()) {
            application.awaitPrinted("Connected to Doshii sandbox");
            URI metrics = address(application, "/q/metrics");
            String order = doshii.orders().create(Map.of("status", "pending")).id();
            OrderFiles.in(directory).await(application, "order_created-" + order + ".json");

            await().atMost(JavaProcess.PATIENCE).untilAsserted(() -> assertThat(get(metrics))
                    .containsPattern("camel_doshii_connection_state\\{.*state=\"live\".*} 1\\.0")
                    .containsPattern("camel_doshii_events_total\\{.*type=\"order_created\".*} 1\\.0"));
        }
    }

    private static URI address(JavaProcess application, String path) {
        String port = application.awaitPrinted("Listening on: http://0\\.0\\.0\\.0(:\\d+)");
        return URI.create("http://localhost" + port + path);
    }

    private String get(URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    private JavaProcess start() {
        return JavaProcess.start(
                directory,
                Map.of("DOSHII_CLIENT_ID", "simulator", "DOSHII_CLIENT_SECRET", "simulator"),
                List.of(
                        "-Dquarkus.http.port=0",
                        "-Dcamel.component.doshii.socket-url=" + doshii.socketUrl(),
                        "-Dcamel.component.doshii.api-url=" + doshii.apiUrl(),
                        "-jar",
                        jar.toString()));
    }

    /** The check of all consumers, in which Camel Quarkus shows that of the first that is down. */
    private JsonNode consumers(URI health) throws Exception {
        String body = get(health);
        for (JsonNode check : JSON.readTree(body).path("checks")) {
            if (check.path("name").asText().equals("camel-consumers")) {
                return check;
            }
        }
        throw new AssertionError("no check of consumers in " + body);
    }
}
