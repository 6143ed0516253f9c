package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two pods of which one delivers, elected by a Kubernetes lease, configured as in deploy/kubernetes, at a server that plays the
 * part of Kubernetes' API. What a kubelet does is done here: a pod whose process does not answer is not ready. The tests follow
 * each other, as in {@link TakeOverIT}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubernetesTakeOverIT {

    private static final String NAMESPACE = "test";

    /** It tells of each request. Kept, so that its level is. */
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    private static final long LEASE_MILLIS = 3_000;
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);
    /** Less than 5 s where nothing else runs. */
    private static final Duration TAKE_OVER_AT_STOP = Duration.ofSeconds(10);

    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;
    private static KubernetesMockServer kubernetes;
    private static NamespacedKubernetesClient client;
    private static Manifests manifests;
    private static Cluster cluster;
    private static Node first;
    private static Node second;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "off")
                .start();
        SERVER_LOG.setLevel(Level.WARNING);
        kubernetes = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        kubernetes.init();
        client = kubernetes.createClient();
        manifests = Manifests.read();
        assertThat(manifests.properties()).contains("leaseDurationMillis = " + LEASE_MILLIS);
        cluster = new Cluster(
                folder,
                postgres,
                manifests.properties(),
                Map.of(
                        "KUBERNETES_MASTER",
                        kubernetes.url("/"),
                        "KUBERNETES_NAMESPACE",
                        NAMESPACE,
                        "KUBERNETES_AUTH_TRYKUBECONFIG",
                        "false",
                        "KUBERNETES_AUTH_TRYSERVICEACCOUNT",
                        "false"));
        ready("first", true);
        first = cluster.start("first");
        await().atMost(START).until(() -> first.lines().stream().anyMatch(Line::isAboutConnection));
        ready("second", true);
        second = cluster.start("second");
        await().atMost(START).until(() -> second.log().contains("Routes startup"));
        cluster.beginChanges();
        within(START).until(() -> first.hasDeliveredSince(0));
    }

    @AfterAll
    static void end() throws IOException {
        cluster.close();
        client.close();
        kubernetes.destroy();
        postgres.close();
    }

    private static ConditionFactory within(Duration limit) {
        return await().pollInterval(Duration.ofMillis(50)).atMost(limit);
    }

    private static void ready(String name, boolean ready) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .addToLabels("app", "doshii-runner")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
        client.pods().inNamespace(NAMESPACE).resource(pod).createOr(existing -> existing.updateStatus());
    }

    private static void awaitTakeOver(Node by, long lost) {
        long left = lost + LEASE_MILLIS + TAKE_OVER.toMillis() - System.currentTimeMillis();
        within(Duration.ofMillis(Math.max(100, left))).until(() -> by.hasDeliveredSince(lost));
    }

    private static void assertNothingIsLostOrRepeated() {
        assertThat(cluster.changes()).isPositive();
        within(TAKE_OVER).untilAsserted(() -> assertThat(cluster.violations()).isEmpty());
    }

    @Test
    @Order(1)
    void a_leader_that_was_paused_for_longer_than_its_lease_delivers_nothing_when_it_wakes_up() throws Exception {
        long paused = first.pause();
        cluster.lost(paused);
        ready("first", false);
        awaitTakeOver(second, paused);
        long resumed = first.signal("CONT");
        ready("first", true);

        within(Duration.ofSeconds(10)).until(() -> first.log().contains("another node was elected and has taken over"));
        within(START).until(() -> first.log().contains("stands by for the next election"));
        cluster.unaware("first", resumed, System.currentTimeMillis());
        assertThat(first.lines().stream()
                        .filter(line -> !line.isAboutConnection())
                        .filter(line -> line.finishedAt() > resumed))
                .as("what the route was at work with may be finished")
                .hasSizeLessThanOrEqualTo(1);
        assertNothingIsLostOrRepeated();
    }

    /** Its pod is no candidate any more while it ends. */
    @Test
    @Order(2)
    void a_leader_that_is_stopped_is_followed_by_the_other_within_seconds_and_nothing_comes_twice() throws Exception {
        long stopped = second.signal("TERM");
        cluster.told(stopped);
        ready("second", false);
        Duration left = TAKE_OVER_AT_STOP.minusMillis(System.currentTimeMillis() - stopped);
        within(left).until(() -> first.hasDeliveredSince(stopped));

        assertThat(second.exitCode()).isZero();
        assertNothingIsLostOrRepeated();
        ready("second", true);
        second = cluster.start("second");
        within(START).until(() -> second.log().split("Routes startup").length > 2);
    }

    @Test
    @Order(3)
    void a_leader_that_is_killed_is_followed_by_the_other() throws Exception {
        long killed = first.kill();
        cluster.lost(killed);
        ready("first", false);
        awaitTakeOver(second, killed);
        assertNothingIsLostOrRepeated();

        cluster.endChanges();
        within(START).until(() -> cluster.lacking().isEmpty());
        assertThat(cluster.violations()).isEqualTo(List.of());
    }

    @Test
    @Order(4)
    void the_role_allows_what_was_asked_for_and_no_more() throws Exception {
        Set<String> asked = new TreeSet<>();
        for (int left = kubernetes.getRequestCount(); left > 0; left--) {
            verb(kubernetes.takeRequest()).ifPresent(asked::add);
        }
        Set<String> allowed = new TreeSet<>();
        manifests.only(Role.class).getRules().forEach(rule -> rule.getResources()
                .forEach(resource -> rule.getVerbs().forEach(verb -> allowed.add(verb + " " + resource))));

        assertThat(allowed).isEqualTo(asked);
    }

    private static Optional<String> verb(RecordedRequest request) {
        String path = request.getPath().replaceAll("\\?.*", "");
        String verb =
                switch (request.getMethod()) {
                    case "POST" -> "create";
                    case "PUT" -> "update";
                    case "PATCH" -> "patch";
                    case "DELETE" -> "delete";
                    default -> path.endsWith("s") && !path.contains("/leases/") ? "list" : "get";
                };
        if (path.contains("/leases")) {
            return Optional.of(verb + " leases");
        }
        // Pods are made by this test only.
        return path.endsWith("/pods") && verb.equals("list") ? Optional.of("list pods") : Optional.empty();
    }
}
