package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.main.MainConfigurationProperties;
import org.junit.jupiter.api.Test;

/** What the image, the manifests and the compose file say of the runner is what it does. */
class DeploymentFilesTest {

    private static final Path KUBERNETES = Path.of("deploy", "kubernetes");
    private static final Path CAMEL_K = Path.of("deploy", "camel-k");
    private static final Path DEPLOYMENT = KUBERNETES.resolve("deployment.yaml");

    /** Beside the drain: the socket's last look, what is stored, the end of the JVM. */
    private static final int END_SECONDS = 10;

    /** What Kubernetes gives where nothing is said. */
    private static final int DEFAULT_GRACE_SECONDS = 30;

    private static int drainSeconds() {
        try (MainConfigurationProperties defaults = new MainConfigurationProperties()) {
            return defaults.getShutdownTimeout();
        }
    }

    private static JsonNode pod() throws IOException {
        return YamlDocuments.ofKind(DEPLOYMENT, "Deployment").at("/spec/template/spec");
    }

    private static JsonNode container() throws IOException {
        assertThat(pod().path("containers")).hasSize(1);
        return pod().at("/containers/0");
    }

    /** The paths that the kubelet asks for. */
    static List<String> probePaths() throws IOException {
        JsonNode container = container();
        return List.of(
                container.at("/livenessProbe/httpGet/path").asText(),
                container.at("/readinessProbe/httpGet/path").asText());
    }

    private static String dockerfile() throws IOException {
        return Files.readString(Path.of("Dockerfile"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(JsonNode list, String pointer) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.at(pointer).asText())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void the_port_is_that_of_the_runner() throws IOException {
        JsonNode port = container().at("/ports/0");

        assertThat(container().path("ports")).hasSize(1);
        assertThat(port.path("containerPort").asInt()).isEqualTo(ManagementPort.DEFAULT_PORT);
        assertThat(container().at("/livenessProbe/httpGet/port")).isEqualTo(port.path("name"));
        assertThat(container().at("/readinessProbe/httpGet/port")).isEqualTo(port.path("name"));
        assertThat(dockerfile()).contains("EXPOSE " + ManagementPort.DEFAULT_PORT + "\n");
        assertThat(Files.readString(Path.of("deploy", "observability", "prometheus", "prometheus.yml")))
                .contains("\"runner:" + ManagementPort.DEFAULT_PORT + "\"");
    }

    /** The elected consumer drains first, then the routes do. */
    @Test
    void a_pod_has_the_time_of_two_drains() throws IOException {
        assertThat(pod().path("terminationGracePeriodSeconds").asInt()).isEqualTo(2 * drainSeconds() + END_SECONDS);
    }

    @Test
    void a_container_of_docker_compose_has_the_time_of_a_drain() throws IOException {
        JsonNode runner =
                YamlDocuments.all(Path.of("docker-compose.yml")).get(0).at("/services/runner");

        assertThat(seconds(runner.path("stop_grace_period").asText()))
                .isGreaterThanOrEqualTo(drainSeconds() + END_SECONDS);
    }

    private static int seconds(String text) {
        assertThat(text).matches("\\d+s");
        return Integer.parseInt(text.replace("s", ""));
    }

    @Test
    void pods_of_camel_k_have_more_time_than_the_drain_that_they_set() throws IOException {
        JsonNode integration = YamlDocuments.ofKind(CAMEL_K.resolve("orders-integration.yaml"), "Integration");
        JsonNode pipe = YamlDocuments.ofKind(CAMEL_K.resolve("orders-pipe.yaml"), "Pipe");

        assertThat(integration
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asInt())
                .isGreaterThanOrEqualTo(drainOf(integration) + END_SECONDS);
        assertThat(drainOf(pipe)).as("a Pipe has no pod template").isLessThan(DEFAULT_GRACE_SECONDS);
    }

    private static int drainOf(JsonNode resource) {
        String name = "camel.main.shutdown-timeout=";
        return StreamSupport.stream(resource.at("/spec/traits/camel/properties").spliterator(), false)
                .map(JsonNode::asText)
                .filter(property -> property.startsWith(name))
                .mapToInt(property -> Integer.parseInt(property.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_secret_has_the_keys_that_the_container_takes_and_no_others() throws IOException {
        JsonNode secret = YamlDocuments.ofKind(KUBERNETES.resolve("secret.yaml"), "Secret");
        Set<String> keys = new TreeSet<>();
        secret.path("stringData").fieldNames().forEachRemaining(keys::add);

        assertThat(texts(container().path("env"), "/valueFrom/secretKeyRef/key"))
                .isEqualTo(keys);
        assertThat(texts(container().path("env"), "/valueFrom/secretKeyRef/name"))
                .containsExactly(secret.at("/metadata/name").asText());
    }

    @Test
    void every_variable_of_the_container_is_one_that_the_runner_or_its_configuration_reads() throws IOException {
        Set<String> read = found(
                Pattern.compile("\\{\\{env:(\\w+)}}"), Files.readString(KUBERNETES.resolve("configuration.yaml")));
        read.addAll(variablesOfCredentials());

        assertThat(texts(container().path("env"), "/name")).isEqualTo(read);
    }

    private static Set<String> variablesOfCredentials() throws IOException {
        try (InputStream catalog =
                DeploymentFilesTest.class.getResourceAsStream("/META-INF/io/github/cameldoshii/doshii.json")) {
            JsonNode options = new ObjectMapper().readTree(catalog).path("componentProperties");
            return Stream.of("clientId", "clientSecret")
                    .filter(options::has)
                    .map(option -> "CAMEL_COMPONENT_DOSHII_" + option.toUpperCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void configuration_and_routes_are_mounted_where_the_image_looks_for_them() throws IOException {
        Set<String> maps = YamlDocuments.all(KUBERNETES.resolve("configuration.yaml")).stream()
                .map(map -> map.at("/metadata/name").asText())
                .collect(Collectors.toSet());

        assertThat(dockerfile()).contains("WORKDIR /data\n");
        assertThat(texts(container().path("volumeMounts"), "/mountPath"))
                .containsExactlyInAnyOrder("/data", "/data/config", "/data/routes");
        assertThat(texts(pod().path("volumes"), "/configMap/name")).isEqualTo(maps);
        assertThat(texts(pod().path("volumes"), "/name"))
                .isEqualTo(texts(container().path("volumeMounts"), "/name"));
        assertThat(dockerfile())
                .contains("--uid " + pod().at("/securityContext/runAsUser").asText() + " ");
    }

    @Test
    void a_lease_lasts_longer_than_its_holder_tries_to_renew_it() throws IOException {
        String properties = Files.readString(KUBERNETES.resolve("configuration.yaml"));

        assertThat(millis(properties, "leaseDuration")).isGreaterThan(millis(properties, "renewDeadline"));
        assertThat(millis(properties, "renewDeadline")).isGreaterThan(2 * millis(properties, "retryPeriod"));
    }

    private static int millis(String properties, String name) {
        return Integer.parseInt(found(Pattern.compile(name + "Millis = (\\d+)"), properties)
                .iterator()
                .next());
    }

    @Test
    void versions_are_those_of_the_project() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = found(Pattern.compile("<artifactId>camel-doshii-parent</artifactId>\\s*<version>([^<]+)"), pom)
                .iterator()
                .next();
        String camel =
                found(Pattern.compile("<camel.version>([^<]+)"), pom).iterator().next();

        assertThat(found(
                        Pattern.compile(
                                "<artifactId>camel-kubernetes</artifactId>[^<]*(?:<!--.*-->)?\\s*<version>([^<]+)"),
                        Files.readString(KUBERNETES.resolve("pom.xml"))))
                .containsExactly(camel);
        assertThat(texts(
                        YamlDocuments.ofKind(CAMEL_K.resolve("orders-integration.yaml"), "Integration")
                                .at("/spec/dependencies"),
                        ""))
                .contains("mvn:io.github.cameldoshii:camel-doshii:" + version);
    }
}
