package io.github.cameldoshii.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** The manifests of {@code deploy/camel-k}: what a cluster would run runs here, in Camel Main, against the simulator. */
class CamelKManifestsTest {

    private static final Path FOLDER = Path.of("deploy", "camel-k");
    private static final Path INTEGRATION = FOLDER.resolve("orders-integration.yaml");
    private static final Path PIPE = FOLDER.resolve("orders-pipe.yaml");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CLIENT_ID = "id-of-the-cluster";
    private static final String CLIENT_SECRET = "secret-of-the-cluster";

    private final Main main = new Main();

    @TempDir
    Path data;

    private static Yaml only(Path file) throws IOException {
        List<Yaml> documents = Yaml.load(file);
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    /** The Secret and the ConfigMap of the cluster, and what the manifest itself sets; the volume is a folder. */
    private void cluster(Path manifest, Path routes) throws IOException {
        main.configure().withRoutesIncludePattern(file(routes));
        for (String property :
                only(manifest).at("spec", "traits", "camel", "properties").texts()) {
            String[] parts = property.split("=", 2);
            main.addInitialProperty(parts[0], parts[1].replace("/data", data.toString()));
        }
        main.addInitialProperty("doshii.clientId", CLIENT_ID);
        main.addInitialProperty("doshii.clientSecret", CLIENT_SECRET);
        main.addInitialProperty("doshii.environment", "sandbox");
        main.addInitialProperty("orders.url", "mock:orders");
    }

    /** What the operator hands to the runtime as a file: Camel itself reads a Pipe, but not an Integration. */
    private Path flows() throws IOException {
        Object flows = only(INTEGRATION).at("spec", "flows").value();
        return Files.writeString(
                data.resolve("flows.yaml"), new Dump(DumpSettings.builder().build()).dumpToString(flows));
    }

    private static String file(Path path) {
        return "file:" + path.toAbsolutePath();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    private static DoshiiSimulator simulator() {
        return DoshiiSimulator.start(
                SimulatorOptions.defaults().withPort(0).withClientId(CLIENT_ID).withClientSecret(CLIENT_SECRET));
    }

    private MockEndpoint orders() {
        return main.getCamelContext().getEndpoint("mock:orders", MockEndpoint.class);
    }

    @Test
    void the_integration_sends_order_events_on_and_keeps_its_position() throws Exception {
        try (DoshiiSimulator simulator = simulator()) {
            cluster(INTEGRATION, flows());
            main.addInitialProperty("camel.component.doshii.socket-url", simulator.socketUrl());
            main.addInitialProperty("camel.component.doshii.api-url", simulator.apiUrl());
            main.start();
            await().atMost(SOON).until(() -> simulator.openConnections() == 1);
            orders().expectedBodiesReceived("{\"id\":\"1\"}");

            simulator.emit("menu_updated", "{\"id\":\"0\"}");
            simulator.emit("order_created", "{\"id\":\"1\"}");

            orders().assertIsSatisfied(SOON.toMillis());
            main.stop();
            assertThat(data.resolve("doshii-positions")).content().contains("doshii-orders");
        }
    }

    @Test
    void the_pipe_sends_the_orders_themselves_on_and_keeps_its_position() throws Exception {
        try (DoshiiSimulator simulator = simulator()) {
            cluster(PIPE, PIPE);
            main.addInitialProperty("camel.kamelet.doshii-source.socketUrl", simulator.socketUrl());
            main.addInitialProperty("camel.kamelet.doshii-source.apiUrl", simulator.apiUrl());
            main.addInitialProperty("camel.kamelet.doshii-fetch-action.apiUrl", simulator.apiUrl());
            main.start();
            await().atMost(SOON).until(() -> simulator.openConnections() == 1);
            orders().expectedMessageCount(1);

            simulator.orders().create(Map.of("notes", "no onions"));

            orders().assertIsSatisfied(SOON.toMillis());
            assertThat(orders().getExchanges().get(0).getMessage().getBody(String.class))
                    .contains("no onions");
            main.stop();
            assertThat(data.resolve("doshii-positions-of-pipe")).exists();
        }
    }

    @Test
    void the_pipe_uses_kamelets_of_the_jar_and_parameters_that_they_have() throws IOException {
        Yaml spec = only(PIPE).at("spec");
        List<Yaml> uses = Stream.concat(Stream.of(spec.at("source")), spec.at("steps").items().stream())
                .toList();

        assertThat(uses).hasSize(2).allSatisfy(use -> {
            Path kamelet =
                    KameletConventionsTest.FOLDER.resolve(use.at("ref", "name").text() + ".kamelet.yaml");
            assertThat(kamelet).exists();
            assertThat(only(kamelet).at("spec", "definition", "properties").names())
                    .containsAll(use.at("properties").names());
        });
        assertThat(only(PIPE).at("spec", "traits", "camel", "properties").texts())
                .filteredOn(property -> property.startsWith("camel.kamelet."))
                .hasSize(5)
                .allSatisfy(property -> {
                    String[] name =
                            property.substring("camel.kamelet.".length()).split("[.=]", 3);
                    assertThat(only(KameletConventionsTest.FOLDER.resolve(name[0] + ".kamelet.yaml"))
                                    .at("spec", "definition", "properties")
                                    .names())
                            .contains(name[1]);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders-integration.yaml", "orders-pipe.yaml"})
    void credentials_are_references_to_the_secret(String name) throws IOException {
        Yaml spec = only(FOLDER.resolve(name)).at("spec");

        assertThat(spec.at("traits", "mount", "configs").texts()).contains("secret:doshii-credentials");
        assertThat(spec.allTexts().filter(text -> text.matches("(?i).*(client-?id|client-?secret|password|token).*")))
                .isNotEmpty()
                .allMatch(text -> text.matches("camel\\.[\\w.-]+=\\{\\{doshii\\.client(Id|Secret)}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders-integration.yaml", "orders-pipe.yaml"})
    void one_process_at_a_time_has_the_volume_of_the_position(String name) throws IOException {
        Yaml spec = only(FOLDER.resolve(name)).at("spec");
        List<Yaml> surroundings = Yaml.load(FOLDER.resolve("surroundings.yaml"));

        assertThat(spec.at("replicas").text()).isEqualTo("1");
        assertThat(spec.at("traits", "deployment", "strategy").text()).isEqualTo("Recreate");
        assertThat(surroundings)
                .extracting(resource -> resource.at("kind").text() + " "
                        + resource.at("metadata", "name").text())
                .containsExactly("ConfigMap doshii-orders", "PersistentVolumeClaim doshii-positions");
        assertThat(spec.at("traits", "mount", "configs").texts()).contains("configmap:doshii-orders");
        assertThat(spec.at("traits", "mount", "volumes").texts()).containsExactly("doshii-positions:/data");
    }
}
