package io.github.cameldoshii.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.curator.test.TestingServer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two machines of which one delivers, elected by ZooKeeper, with a position in PostgreSQL, as the documentation sets them up,
 * while something changes 20 times a second. The leadership goes from one to the other and back, so the order of the tests
 * matters. All that has arrived on either is judged after each: nothing is lost, and nothing comes twice but what may.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TakeOverIT {

    private static final int SESSION_MILLIS = 4_000;

    /** After the end of the leader's session. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);

    private static final Duration TAKE_OVER_AFTER_STOP = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;
    private static TestingServer zookeeper;
    private static Cluster cluster;
    private static Node first;
    private static Node second;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "off")
                .start();
        zookeeper = new TestingServer();
        String sessionTimeout = "sessionTimeout = 10000";
        String election = Documented.block("camel.beans.election.sessionTimeout = 10000");
        cluster = new Cluster(
                folder,
                postgres,
                election.replace(sessionTimeout, "sessionTimeout = " + SESSION_MILLIS)
                        + Documented.block("camel.component.doshii.position-store = jdbc:positionsDatabase"),
                Map.of("ZOOKEEPER_NODES", zookeeper.getConnectString()));
        first = cluster.start("first");
        await().atMost(START).until(() -> first.lines().stream().anyMatch(Line::isAboutConnection));
        second = cluster.start("second");
        await().atMost(START).until(() -> second.log().contains("Routes startup"));
        cluster.beginChanges();
        awaitDelivery(first, System.currentTimeMillis(), START);
    }

    @AfterAll
    static void end() throws IOException {
        cluster.close();
        zookeeper.close();
        postgres.close();
    }

    private static ConditionFactory within(Duration limit) {
        return await().pollInterval(Duration.ofMillis(50)).atMost(limit);
    }

    private static void awaitDelivery(Node node, long since, Duration limit) {
        within(limit).until(() -> node.hasDeliveredSince(since));
    }

    private static void awaitDelivery(Node node, long since, long untilMillis) {
        awaitDelivery(node, since, Duration.ofMillis(Math.max(100, untilMillis - System.currentTimeMillis())));
    }

    private static void assertNothingIsLostOrRepeated() {
        // What has happened just now is on its way.
        int known = cluster.changes();
        assertThat(known).isPositive();
        within(TAKE_OVER).untilAsserted(() -> assertThat(cluster.violations()).isEmpty());
    }

    @Test
    @Order(1)
    void a_leader_that_is_cut_from_the_database_only_delivers_on_and_notes_it_later() throws Exception {
        cluster.database("first").cut();
        within(START)
                .until(() ->
                        first.log().contains("was not stored") || first.log().contains("could not be noted"));
        awaitDelivery(first, System.currentTimeMillis(), Duration.ofSeconds(2));
        long noted = cluster.noted();
        cluster.database("first").restore();

        // What was begun while it was cut off, and all since.
        within(START).until(() -> cluster.noted() > noted + 1);
        assertThat(second.lines()).isEmpty();
        assertNothingIsLostOrRepeated();
    }

    @Test
    @Order(2)
    void a_leader_that_was_paused_for_longer_than_its_session_delivers_nothing_when_it_wakes_up() throws Exception {
        long paused = first.pause();
        cluster.lost(paused);
        awaitDelivery(second, paused, paused + SESSION_MILLIS + TAKE_OVER.toMillis());
        // So that there is much to read on the old connection.
        within(START).until(() -> second.lines().size() > 100);
        long resumed = first.signal("CONT");

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

    @Test
    @Order(3)
    void a_leader_that_is_told_to_end_hands_over_within_seconds_and_nothing_comes_twice() throws Exception {
        long told = second.signal("TERM");
        cluster.told(told);
        within(Duration.ofMillis(TAKE_OVER_AFTER_STOP.toMillis())).until(() -> first.hasDeliveredSince(told));
        assertThat(second.exitCode()).isZero();
        assertNothingIsLostOrRepeated();
    }

    @Test
    @Order(4)
    void a_leader_that_is_killed_is_followed_by_the_other_when_its_session_has_ended() throws Exception {
        String before = second.log();
        second = cluster.start("second");
        within(START).until(() -> second.log().substring(before.length()).contains("Routes startup"));
        long killed = first.kill();
        cluster.lost(killed);
        awaitDelivery(second, killed, killed + SESSION_MILLIS + TAKE_OVER.toMillis());
        assertNothingIsLostOrRepeated();

        cluster.endChanges();
        within(START).until(() -> cluster.lacking().isEmpty());
        assertThat(cluster.violations()).isEqualTo(List.of());
    }
}
