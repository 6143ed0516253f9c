package io.github.cameldoshii.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.position.Delivery;
import io.github.cameldoshii.internal.position.DeliveryJournals;
import io.github.cameldoshii.internal.position.ResumePoint;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every two seconds lists are compared with what the socket has brought; the socket may swallow what it should bring. */
class ReconciliationTest {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final String AT = "loc1";

    /** When a change counts as missed, and has been looked for. */
    private static final Duration FOUND = Reconciliation.SOCKET_DELAY.plus(INTERVAL.multipliedBy(2));

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final ScriptedLists lists = new ScriptedLists(loop);
    private final Map<String, List<Entity>> rows = Map.of("/orders", new ArrayList<>(), "/checkins", new ArrayList<>());
    private final RecordingListener route = new RecordingListener();
    private final List<String> reconnects = new ArrayList<>();
    private final RecoveryService recovery = lists.recovery(
            new RecoverySettings(
                    Set.of(RecoverableList.ORDERS, RecoverableList.CHECKINS),
                    Duration.ofSeconds(60),
                    Duration.ofHours(24),
                    INTERVAL,
                    Duration.ofMinutes(5)),
            this::reconnect);

    private long connection = 1;

    @BeforeEach
    void script() {
        lists.list("/locations", request -> ScriptedLists.locations(AT));
        rows.keySet().forEach(path -> lists.list(path, request -> ScriptedLists.page(changed(request))));
    }

    @AfterEach
    void nothing_was_a_gap() {
        assertThat(route.gaps()).isEmpty();
    }

    private void connect() {
        recovery.join(route, DeliveryJournals.forgetful(loop, recovery.clocks()));
        recovery.connected(route, connection, Optional.empty());
        loop.advance(Duration.ofSeconds(5));
    }

    /** As the connection does when it is told to. */
    private void reconnect(String reason) {
        reconnects.add(reason);
        loop.execute(() -> {
            Moment cut = recovery.clocks().now();
            recovery.disconnected(cut);
            connection++;
            recovery.connected(route, connection, Optional.of(new ResumePoint.Since(cut)));
        });
    }

    /** Changed now, and told of by the socket. */
    private void told(String path, String id, String version) {
        change(path, id, version, Duration.ZERO);
        String type = path.equals("/orders") ? "order_updated" : "checkin_updated";
        recovery.beforeLiveEvent(
                route,
                new DoshiiEvent(type, id, AT, "", version, "", "{}", Origin.SOCKET, loop.currentTimeMillis()),
                new Delivery(recovery.clocks().now()));
    }

    /** Changed now, and the socket does not tell. */
    private void swallowed(String path, String id) {
        change(path, id, "v1", Duration.ZERO);
    }

    @Test
    void finds_what_a_deaf_socket_does_not_bring_and_connects_anew() {
        connect();
        swallowed("/orders", "1");

        loop.advance(Reconciliation.SOCKET_DELAY.plus(INTERVAL));

        assertThat(recovered()).containsExactly("1 v1 RECONCILE");
        assertThat(reconnects).containsExactly("the socket had not brought 1 changes that a reconciliation has found");
        assertThat(recovery.statistics().missedChanges()).isEqualTo(1);
        assertThat(recovery.describe()).contains("found 1 changes that the socket had not brought");
    }

    @Test
    void does_not_take_for_missed_what_may_still_be_on_its_way() {
        connect();
        swallowed("/orders", "1");

        loop.advance(Reconciliation.SOCKET_DELAY.minus(INTERVAL));

        assertThat(recovered()).isEmpty();
        assertThat(reconnects).isEmpty();
    }

    @Test
    void is_content_again_when_the_socket_brings_what_it_should() {
        connect();
        swallowed("/orders", "1");
        loop.advance(FOUND);

        told("/orders", "2", "v1");
        loop.advance(FOUND);

        assertThat(recovery.status()).isEqualTo(RecoveryService.Status.IDLE);
        assertThat(recovery.describe()).isEmpty();
        assertThat(recovered()).containsExactly("1 v1 RECONCILE");
        assertThat(reconnects).hasSize(1);
    }

    @Test
    void does_not_tell_again_what_the_socket_has_told() {
        connect();
        told("/orders", "1", "v1");
        loop.advance(Duration.ofMillis(300));
        told("/orders", "1", "v2");

        loop.advance(FOUND.multipliedBy(3));

        assertThat(lists.requests("/orders", AT)).isGreaterThan(3);
        assertThat(recovered()).isEmpty();
        assertThat(recovery.statistics().missedChanges()).isZero();
        assertThat(reconnects).isEmpty();
    }

    @Test
    void leaves_alone_what_was_before_the_first_start() {
        change("/orders", "1", "v1", Duration.ofSeconds(30));
        connect();

        loop.advance(FOUND.multipliedBy(3));

        assertThat(lists.requests("/orders", AT)).isGreaterThan(3);
        assertThat(recovered()).isEmpty();
        assertThat(reconnects).isEmpty();
    }

    @Test
    void connects_anew_no_more_for_single_entities_of_which_the_socket_never_tells() {
        connect();
        swallowed("/checkins", "1");
        loop.advance(FOUND);
        assertThat(reconnects).hasSize(1);

        try (LogCapture log = LogCapture.at(Level.WARN)) {
            swallowed("/checkins", "2");
            loop.advance(INTERVAL);
            told("/orders", "3", "v1");
            loop.advance(FOUND);

            assertThat(log.ownMessages(Level.WARN)).anyMatch(line -> line.contains("again not delivered"));
        }
        assertThat(recovered()).containsExactly("1 v1 RECONCILE", "2 v1 RECONCILE");
        assertThat(recovery.statistics().missedChanges()).isEqualTo(2);
        assertThat(reconnects).hasSize(1);
    }

    private void change(String path, String id, String version, Duration ago) {
        ServiceTime at = new ServiceTime(loop.currentTimeMillis()).minus(ago);
        rows.get(path).removeIf(row -> row.id().equals(id));
        rows.get(path).add(new Entity(id, AT, "", version, "", at, at, "{}"));
    }

    private List<Entity> changed(ApiRequest request) {
        return rows.get(request.path()).stream()
                .filter(row -> !row.updatedAt().isBefore(ScriptedLists.from(request)))
                .toList();
    }

    private List<String> recovered() {
        return route.recovered().stream()
                .map(event -> event.entityId() + " " + event.version() + " " + event.origin())
                .toList();
    }
}
