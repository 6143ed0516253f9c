package io.github.cameldoshii.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An event arrives, the connection is cut, and the list then shows a change that is not newer than that event: the same
 * change, a later one whose event was lost on its way, or, if the list lags, an earlier one.
 */
class RecoveryServiceChangeAtCutTest {

    private static final Duration OVERLAP = Duration.ofSeconds(60);
    private static final String AT = "loc1";

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final ScriptedLists lists = new ScriptedLists(loop);
    private final RecordingListener route = new RecordingListener();
    private final RecoveryService recovery = lists.recovery(
            new RecoverySettings(
                    Set.of(RecoverableList.ORDERS),
                    OVERLAP,
                    Duration.ofHours(24),
                    Duration.ZERO,
                    Duration.ofMinutes(5)),
            reason -> {});

    private Entity listed = order("v1");

    @BeforeEach
    void script() {
        lists.list("/locations", request -> ScriptedLists.locations(AT));
        lists.list("/orders", request -> ScriptedLists.page(List.of(listed)));
        lists.entity(request -> refused(request, ApiErrorKind.SERVER_ERROR));
    }

    @AfterEach
    void nothing_was_a_gap() {
        assertThat(route.gaps()).isEmpty();
    }

    @Test
    void is_recovered_at_once_as_what_the_entity_itself_shows() {
        lists.entity(request -> CompletableFuture.completedFuture(order("v2")));

        cutJustAfterAnEvent();
        loop.advance(Duration.ofSeconds(2));

        assertThat(asked()).contains("/orders/7");
        assertThat(recovered()).containsExactly("order_updated v2");
        assertThat(route.closedWindows()).isEqualTo(1);
    }

    @Test
    void is_not_delivered_again_when_the_window_is_asked_for_once_more() {
        lists.entity(request -> CompletableFuture.completedFuture(order("v2")));
        listed = order("v2");

        cutJustAfterAnEvent();
        loop.advance(OVERLAP.multipliedBy(3));

        assertThat(recovered()).containsExactly("order_updated v2");
        assertThat(route.verifications()).isEqualTo(1);
    }

    @Test
    void is_recovered_at_once_as_the_list_shows_it_if_the_service_does_not_give_the_entity() {
        lists.entity(request -> refused(request, ApiErrorKind.NOT_FOUND));

        cutJustAfterAnEvent();
        loop.advance(Duration.ofSeconds(2));

        assertThat(recovered()).containsExactly("order_updated v1");
        assertThat(route.closedWindows()).isEqualTo(1);
    }

    @Test
    void is_not_looked_for_if_the_event_told_that_the_entity_is_gone() {
        lists.entity(request -> CompletableFuture.completedFuture(order("v2")));

        cutJustAfterAnEvent("order_deleted");
        loop.advance(OVERLAP.multipliedBy(3));

        assertThat(asked()).doesNotContain("/orders/7");
        assertThat(recovered()).isEmpty();
        assertThat(route.closedWindows()).isEqualTo(1);
    }

    /** Refused credentials, too: the list was given with them, so that the clock was set since. */
    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIMEOUT", "UNAUTHORIZED"})
    void waits_for_the_second_look_at_the_list_if_the_entity_cannot_be_had(ApiErrorKind why) {
        lists.entity(request -> refused(request, why));
        cutJustAfterAnEvent();
        loop.advance(Duration.ofSeconds(30));
        assertThat(recovered()).isEmpty();
        assertThat(route.closedWindows()).isZero();

        listed = order("v2");
        loop.advance(OVERLAP);

        assertThat(recovered()).containsExactly("order_updated v2");
        assertThat(route.closedWindows()).isEqualTo(1);
    }

    private void cutJustAfterAnEvent() {
        cutJustAfterAnEvent("order_updated");
    }

    private void cutJustAfterAnEvent(String type) {
        recovery.join(route, DeliveryJournals.forgetful(loop, recovery.clocks()));
        recovery.connected(route, 1, Optional.empty());
        loop.advance(Duration.ofMinutes(5));
        recovery.beforeLiveEvent(
                route,
                new DoshiiEvent(type, "7", AT, "", "", "", "{}", Origin.SOCKET, loop.currentTimeMillis()),
                new Delivery(recovery.clocks().now()));
        Moment cut = recovery.clocks().now();
        recovery.disconnected(cut);
        loop.advance(Duration.ofSeconds(3));
        recovery.connected(route, 2, Optional.of(new ResumePoint.Since(cut)));
        loop.runTasks();
    }

    /** Changed in the very millisecond in which the event was received. */
    private Entity order(String version) {
        ServiceTime changedAt = new ServiceTime(VirtualEventLoop.START_MILLIS).plus(Duration.ofMinutes(5));
        return new Entity("7", AT, "", version, "", new ServiceTime(1), changedAt, "{}");
    }

    private List<String> recovered() {
        return route.recovered().stream()
                .map(event -> event.type() + " " + event.version())
                .toList();
    }

    private List<String> asked() {
        return lists.requests().stream().map(ApiRequest::path).toList();
    }

    private CompletableFuture<Entity> refused(ApiRequest request, ApiErrorKind why) {
        return CompletableFuture.failedFuture(
                new DoshiiApiException(why, request.operation(), 500, "simulated", Duration.ZERO));
    }
}
