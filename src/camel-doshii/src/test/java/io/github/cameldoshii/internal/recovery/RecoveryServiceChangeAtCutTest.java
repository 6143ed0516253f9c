package io.github.cameldoshii.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.position.Delivery;
import io.github.cameldoshii.internal.position.DeliveryJournals;
import io.github.cameldoshii.internal.position.ResumePoint;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import io.github.cameldoshii.internal.rest.RestLists;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
    private final Service service = new Service();
    private final Route route = new Route();
    private final RecoveryService recovery = new RecoveryService(
            new RecoverySettings(
                    Set.of(RecoverableList.ORDERS),
                    OVERLAP,
                    Duration.ofHours(24),
                    Duration.ZERO,
                    Duration.ofMinutes(5)),
            service,
            answered -> loop.schedule(Duration.ofMillis(5).toNanos(), answered),
            loop,
            new Random(1),
            reason -> {});

    @Test
    void is_recovered_at_once_as_what_the_entity_itself_shows() {
        service.alone = Optional.of(order("v2"));

        cutJustAfterAnEvent();
        loop.advance(Duration.ofSeconds(2));

        assertThat(service.asked).contains("/orders/7");
        assertThat(route.got).containsExactly("order_updated v2");
        assertThat(route.closed).isEqualTo(1);
    }

    @Test
    void is_not_delivered_again_when_the_window_is_asked_for_once_more() {
        service.alone = Optional.of(order("v2"));
        service.listed = order("v2");

        cutJustAfterAnEvent();
        loop.advance(OVERLAP.multipliedBy(3));

        assertThat(route.got).containsExactly("order_updated v2");
        assertThat(route.settled).isEqualTo(1);
    }

    @Test
    void is_recovered_at_once_as_the_list_shows_it_if_the_service_does_not_give_the_entity() {
        service.refusal = ApiErrorKind.NOT_FOUND;

        cutJustAfterAnEvent();
        loop.advance(Duration.ofSeconds(2));

        assertThat(route.got).containsExactly("order_updated v1");
        assertThat(route.closed).isEqualTo(1);
    }

    @Test
    void is_not_looked_for_if_the_event_told_that_the_entity_is_gone() {
        service.alone = Optional.of(order("v2"));

        cutJustAfterAnEvent("order_deleted");
        loop.advance(OVERLAP.multipliedBy(3));

        assertThat(service.asked).doesNotContain("/orders/7");
        assertThat(route.got).isEmpty();
        assertThat(route.closed).isEqualTo(1);
    }

    /** Refused credentials, too: the list was given with them, so that the clock was set since. */
    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIMEOUT", "UNAUTHORIZED"})
    void waits_for_the_second_look_at_the_list_if_the_entity_cannot_be_had(ApiErrorKind why) {
        service.refusal = why;
        cutJustAfterAnEvent();
        loop.advance(Duration.ofSeconds(30));
        assertThat(route.got).isEmpty();
        assertThat(route.closed).isZero();

        service.listed = order("v2");
        loop.advance(OVERLAP);

        assertThat(route.got).containsExactly("order_updated v2");
        assertThat(route.closed).isEqualTo(1);
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

    private final class Service implements RestLists {
        private final List<String> asked = new ArrayList<>();
        private Entity listed = order("v1");
        private Optional<Entity> alone = Optional.empty();
        private ApiErrorKind refusal = ApiErrorKind.SERVER_ERROR;

        @Override
        public CompletableFuture<Page> page(ApiRequest request) {
            asked.add(request.path());
            Entity row = request.path().equals("/orders")
                    ? listed
                    : new Entity(AT, "", "", "", "", new ServiceTime(1), new ServiceTime(1), "{}");
            return CompletableFuture.completedFuture(new Page(List.of(row), List.of(), 1, Page.UNTOLD, Page.UNTOLD));
        }

        @Override
        public CompletableFuture<Entity> entity(ApiRequest request) {
            asked.add(request.path());
            return alone.map(CompletableFuture::completedFuture)
                    .orElseGet(() -> CompletableFuture.failedFuture(
                            new DoshiiApiException(refusal, request.operation(), 500, "simulated", Duration.ZERO)));
        }

        @Override
        public ServiceClock clock() {
            return new ServiceClock(
                    () -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, MachineSleep.NONE);
        }
    }

    private static final class Route implements RecoveryListener {
        private final List<String> got = new ArrayList<>();
        private int closed;
        private int settled;

        @Override
        public String name() {
            return "orders";
        }

        @Override
        public boolean wantsType(String eventType) {
            return eventType.startsWith("order_");
        }

        @Override
        public boolean wantsLocation(String locationId) {
            return true;
        }

        @Override
        public Set<String> namedLocations() {
            return Set.of();
        }

        @Override
        public int maxInFlight() {
            return 1;
        }

        @Override
        public void onRecovered(DoshiiEvent event, Runnable finished) {
            got.add(event.type() + " " + event.version());
            finished.run();
        }

        @Override
        public List<String> unrecoverableTypes(Set<String> recoverableTypes) {
            return List.of();
        }

        @Override
        public void onGap(Gap gap) {
            throw new AssertionError(gap.describe());
        }

        @Override
        public void onWindowClosed(WallTime from, Moment to) {
            closed++;
        }

        @Override
        public void onVerified() {
            settled++;
        }
    }
}
