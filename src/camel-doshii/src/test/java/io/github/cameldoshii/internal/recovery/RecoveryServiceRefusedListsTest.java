package io.github.cameldoshii.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.position.DeliveryJournals;
import io.github.cameldoshii.internal.position.ResumePoint;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import io.github.cameldoshii.internal.rest.RestLists;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One list at one of two locations is refused, whatever is asked of it; the gap is a day and an order was made each hour. */
class RecoveryServiceRefusedListsTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final String GOOD = "good";
    private static final String BAD = "bad";

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final Service service = new Service();
    private final Route route = new Route();
    private final RecoveryService recovery = new RecoveryService(
            new RecoverySettings(
                    Set.of(RecoverableList.ORDERS, RecoverableList.CHECKINS, RecoverableList.MENUS),
                    Duration.ofSeconds(60),
                    DAY.multipliedBy(2),
                    Duration.ZERO,
                    Duration.ofMinutes(5)),
            service,
            answered -> loop.schedule(Duration.ofMillis(5).toNanos(), answered),
            loop,
            new Random(1),
            reason -> {});

    @ParameterizedTest
    @CsvSource({"400", "402", "405", "409", "410", "422", "501"})
    void what_is_never_answered_is_a_gap_and_the_rest_goes_on(int status) {
        service.orders = request -> failure(request, status);

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.closed).isEqualTo(1);
        assertThat(route.got).hasSize(24);
        assertThat(route.gaps).singleElement().satisfies(gap -> {
            assertThat(gap.locationId()).isEqualTo(BAD);
            assertThat(gap.eventTypes()).contains("order_created", "order_updated");
            assertThat(gap.describe()).contains("orders of location bad", "status " + status);
        });
        assertThat(service.ordersAsked).isLessThan(30);
    }

    @Test
    void of_a_list_that_allows_twelve_hours_these_are_had_and_the_rest_is_a_gap() {
        Duration allowed = Duration.ofHours(12);
        service.orders = request ->
                now().since(from(request)).compareTo(allowed) > 0 ? failure(request, 400) : service.ordersOf(request);

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.closed).isEqualTo(1);
        assertThat(route.got).hasSize(24 + 12);
        assertThat(route.gaps).singleElement().satisfies(gap -> {
            assertThat(gap.locationId()).isEqualTo(BAD);
            assertThat(Duration.between(gap.from().toInstant(), gap.to().toInstant()))
                    .isBetween(Duration.ofHours(11), Duration.ofHours(13));
        });
        assertThat(service.ordersAsked).isLessThan(40);
    }

    @Test
    void one_order_above_the_limit_costs_only_itself() {
        service.tooLarge = BAD + 7;

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.closed).isEqualTo(1);
        assertThat(route.got).hasSize(47).doesNotContain(BAD + 7);
        assertThat(route.gaps).singleElement().satisfies(gap -> assertThat(gap.describe())
                .contains("orders of location bad", "a row of it cannot be had", "9000000"));
    }

    @Test
    void an_order_above_the_limit_that_shows_in_the_second_look_is_told_although_the_beginning_of_its_list_was() {
        Duration allowed = Duration.ofHours(12);
        service.orders = request ->
                now().since(from(request)).compareTo(allowed) > 0 ? failure(request, 400) : service.ordersOf(request);
        gapOfADay();
        loop.advance(Duration.ofSeconds(30));
        assertThat(route.gaps).singleElement().satisfies(gap -> assertThat(gap.reason())
                .contains("gives no more"));

        service.tooLarge = BAD + 20;
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.gaps).extracting(Gap::reason).last().satisfies(reason -> assertThat(reason)
                .contains("a row of it cannot be had"));
    }

    @Test
    void a_menu_above_the_limit_is_downloaded_once_for_each_look_and_told_once() {
        service.menu = request -> CompletableFuture.failedFuture(tooLarge(request));

        gapOfADay();
        loop.advance(Duration.ofHours(1));

        assertThat(route.closed).isEqualTo(1);
        assertThat(route.got).hasSize(48);
        assertThat(route.gaps).hasSize(2).allSatisfy(gap -> assertThat(gap.eventTypes())
                .containsExactly("menu_updated"));
        assertThat(service.menusAsked).isEqualTo(4);
    }

    @Test
    void an_answer_that_cannot_be_read_for_a_quarter_of_an_hour_is_left_out_and_one_that_can_after_less_is_not() {
        service.orders =
                request -> CompletableFuture.failedFuture(exception(ApiErrorKind.MALFORMED_ANSWER, request, 200));
        gapOfADay();
        loop.advance(Duration.ofMinutes(14));
        assertThat(route.gaps).isEmpty();
        assertThat(route.closed).isZero();

        loop.advance(Duration.ofMinutes(5));

        assertThat(route.gaps).isNotEmpty();
        assertThat(route.closed).isEqualTo(1);
        assertThat(route.got).hasSize(24);
    }

    @Test
    void without_a_list_of_locations_those_are_asked_that_are_named() {
        service.locations = request -> failure(request, 400);
        route.named = Set.of(GOOD, BAD);

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.closed).isEqualTo(1);
        assertThat(route.got).hasSize(48);
        assertThat(route.gaps).isEmpty();
    }

    @Test
    void without_a_list_of_locations_and_any_names_everything_is_a_gap() {
        service.locations = request -> failure(request, 400);

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.closed).isEqualTo(1);
        assertThat(route.gaps).singleElement().satisfies(gap -> assertThat(gap.eventTypes())
                .contains("order_created", "checkin_created", "menu_updated"));
    }

    @Test
    void credentials_that_are_refused_are_tried_again_as_soon_as_the_clock_is_set() {
        boolean[] clockIsRight = new boolean[1];
        Function<ApiRequest, CompletableFuture<Page>> listed = service.locations;
        service.locations = request -> clockIsRight[0]
                ? listed.apply(request)
                : CompletableFuture.failedFuture(exception(ApiErrorKind.UNAUTHORIZED, request, 401));
        gapOfADay();
        loop.advance(Duration.ofMinutes(1));
        assertThat(route.closed).isZero();

        clockIsRight[0] = true;
        loop.advance(Duration.ofMinutes(1));
        assertThat(route.closed).isZero();
        loop.jumpWallClock(Duration.ofMinutes(20));
        loop.advance(Duration.ofSeconds(3));

        assertThat(route.closed).isEqualTo(1);
        assertThat(route.got).hasSize(48);
    }

    /** The first answer leaves half a second open, the second one, just behind a full second, next to nothing. */
    @Test
    void a_gap_ends_when_the_lists_were_asked_although_the_time_of_the_service_was_corrected_meanwhile() {
        Duration ahead = Duration.ofHours(3);
        Function<ApiRequest, CompletableFuture<Page>> listed = service.locations;
        service.locations = request -> {
            service.tellTime(ahead);
            return listed.apply(request);
        };
        service.orders = request -> {
            CompletableFuture<Page> answer = new CompletableFuture<>();
            loop.schedule(Duration.ofMillis(200).toNanos(), () -> {
                service.tellTime(ahead);
                answer.completeExceptionally(exception(ApiErrorKind.REJECTED, request, 410));
            });
            return answer;
        };
        loop.jumpWallClock(ahead);
        loop.advance(Duration.ofMillis(900));
        loop.advance(Duration.ofMillis(900 - loop.currentTimeMillis() % 1000));

        gapOfADay();
        Instant asked = Instant.ofEpochMilli(loop.currentTimeMillis());
        loop.advance(Duration.ofMinutes(1));

        assertThat(route.gaps)
                .singleElement()
                .satisfies(gap -> assertThat(gap.to().toInstant()).isEqualTo(asked));
    }

    private void gapOfADay() {
        recovery.join(route, DeliveryJournals.forgetful(loop, recovery.clocks()));
        loop.advance(DAY.plusMinutes(1));
        Moment since = recovery.clocks().now().minus(DAY);
        recovery.connected(route, 1, Optional.of(new ResumePoint.Since(since)));
        loop.runTasks();
    }

    private ServiceTime now() {
        return new ServiceTime(loop.currentTimeMillis());
    }

    private static ServiceTime from(ApiRequest request) {
        return new ServiceTime(query(request).get("updatedFrom") * 1000);
    }

    private static Map<String, Long> query(ApiRequest request) {
        Map<String, Long> query = new HashMap<>();
        for (String pair : request.query().split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && parts[1].matches("\\d+")) {
                query.put(parts[0], Long.parseLong(parts[1]));
            }
        }
        return query;
    }

    private static CompletableFuture<Page> failure(ApiRequest request, int status) {
        return CompletableFuture.failedFuture(
                exception(status == 409 ? ApiErrorKind.CONFLICT : ApiErrorKind.REJECTED, request, status));
    }

    private static DoshiiApiException exception(ApiErrorKind kind, ApiRequest request, int status) {
        return new DoshiiApiException(kind, request.operation(), status, "simulated", Duration.ZERO);
    }

    private static DoshiiApiException tooLarge(ApiRequest request) {
        return new DoshiiApiException(
                ApiErrorKind.TOO_LARGE,
                request.operation(),
                DoshiiApiException.NO_STATUS,
                "the answer of 9000000 bytes is larger",
                Duration.ZERO);
    }

    private final class Service implements RestLists {
        private Function<ApiRequest, CompletableFuture<Page>> orders = this::ordersOf;
        private Function<ApiRequest, CompletableFuture<Page>> locations =
                request -> page(location(GOOD), location(BAD));
        private Function<ApiRequest, CompletableFuture<Entity>> menu =
                request -> CompletableFuture.completedFuture(location("menu"));
        private final ServiceClock clock = new ServiceClock(
                () -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, MachineSleep.NONE);
        private String tooLarge = "";
        private int ordersAsked;
        private int menusAsked;

        @Override
        public CompletableFuture<Page> page(ApiRequest request) {
            return switch (request.path()) {
                case "/locations" -> locations.apply(request);
                case "/orders" -> {
                    if (request.locationId().equals(BAD)) {
                        ordersAsked++;
                        yield orders.apply(request);
                    }
                    yield ordersOf(request);
                }
                default -> page();
            };
        }

        private CompletableFuture<Page> ordersOf(ApiRequest request) {
            List<Entity> rows = new ArrayList<>();
            ServiceTime begin = new ServiceTime(VirtualEventLoop.START_MILLIS);
            for (int hour = 1; hour <= 24; hour++) {
                ServiceTime made = begin.plus(Duration.ofHours(hour)).minus(Duration.ofMinutes(30));
                if (!made.isBefore(from(request))) {
                    rows.add(new Entity(
                            request.locationId() + hour, request.locationId(), "", "v", "", made, made, "{}"));
                }
            }
            int offset = (int) Math.min(rows.size(), query(request).getOrDefault("offset", 0L));
            int end = (int) Math.min(rows.size(), offset + query(request).get("limit"));
            List<Entity> page = rows.subList(offset, end);
            return page.stream().anyMatch(row -> row.id().equals(tooLarge))
                    ? CompletableFuture.failedFuture(tooLarge(request))
                    : CompletableFuture.completedFuture(
                            new Page(page, List.of(), rows.size(), Page.UNTOLD, Page.UNTOLD));
        }

        @Override
        public CompletableFuture<Entity> entity(ApiRequest request) {
            menusAsked++;
            return menu.apply(request);
        }

        @Override
        public ServiceClock clock() {
            return clock;
        }

        /** An answer has the service's time, which the wall clock is ahead of. */
        private void tellTime(Duration wallAhead) {
            Instant time = Instant.ofEpochMilli(loop.currentTimeMillis()).minus(wallAhead);
            MonotonicTime now = new MonotonicTime(loop.nanoTime());
            clock.observe(DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)), now, now);
        }

        private CompletableFuture<Page> page(Entity... rows) {
            return CompletableFuture.completedFuture(
                    new Page(List.of(rows), List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD));
        }

        private Entity location(String id) {
            return new Entity(id, "", "", "", "", new ServiceTime(1), new ServiceTime(1), "{}");
        }
    }

    private static final class Route implements RecoveryListener {
        private final List<String> got = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private Set<String> named = Set.of();
        private int closed;

        @Override
        public String name() {
            return "all";
        }

        @Override
        public boolean wantsType(String eventType) {
            return true;
        }

        @Override
        public boolean wantsLocation(String locationId) {
            return named.isEmpty() || named.contains(locationId);
        }

        @Override
        public Set<String> namedLocations() {
            return named;
        }

        @Override
        public int maxInFlight() {
            return 1;
        }

        @Override
        public void onRecovered(DoshiiEvent event, Runnable finished) {
            got.add(event.entityId());
            finished.run();
        }

        @Override
        public List<String> unrecoverableTypes(Set<String> recoverableTypes) {
            return List.of();
        }

        @Override
        public void onGap(Gap gap) {
            gaps.add(gap);
        }

        @Override
        public void onWindowClosed(WallTime from, Moment to) {
            closed++;
        }

        @Override
        public void onVerified() {
            // Not looked at.
        }
    }
}
