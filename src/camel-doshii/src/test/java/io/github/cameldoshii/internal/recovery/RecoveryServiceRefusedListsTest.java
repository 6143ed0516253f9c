package io.github.cameldoshii.internal.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.position.DeliveryJournals;
import io.github.cameldoshii.internal.position.ResumePoint;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One list at one of two locations is refused, whatever is asked of it; the gap is a day and an order was made each hour. */
class RecoveryServiceRefusedListsTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final String GOOD = "good";
    private static final String BAD = "bad";

    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final ScriptedLists lists = new ScriptedLists(loop);
    private final RecordingListener route = new RecordingListener();
    private final RecoveryService recovery = lists.recovery(
            new RecoverySettings(
                    Set.of(RecoverableList.ORDERS, RecoverableList.CHECKINS, RecoverableList.MENUS),
                    Duration.ofSeconds(60),
                    DAY.multipliedBy(2),
                    Duration.ZERO,
                    Duration.ofMinutes(5)),
            reason -> {});

    /** The id of an order with which no page can be had. */
    private String tooLarge = "";

    @BeforeEach
    void script() {
        lists.list("/locations", request -> ScriptedLists.locations(GOOD, BAD));
        lists.list("/orders", this::ordersOf);
        lists.entity(request -> CompletableFuture.completedFuture(ScriptedLists.location("menu")));
    }

    @ParameterizedTest
    @CsvSource({"400", "402", "405", "409", "410", "422", "501"})
    void what_is_never_answered_is_a_gap_and_the_rest_goes_on(int status) {
        badOrders(request -> failure(request, status));

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.closedWindows()).isEqualTo(1);
        assertThat(recovered()).hasSize(24);
        assertThat(route.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.locationId()).isEqualTo(BAD);
            assertThat(gap.eventTypes()).contains("order_created", "order_updated");
            assertThat(gap.describe()).contains("orders of location bad", "status " + status);
        });
        assertThat(lists.requests("/orders", BAD)).isLessThan(30);
    }

    @Test
    void of_a_list_that_allows_twelve_hours_these_are_had_and_the_rest_is_a_gap() {
        badOrders(this::ordersOfHalfADay);

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.closedWindows()).isEqualTo(1);
        assertThat(recovered()).hasSize(24 + 12);
        assertThat(route.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.locationId()).isEqualTo(BAD);
            assertThat(Duration.between(gap.from().toInstant(), gap.to().toInstant()))
                    .isBetween(Duration.ofHours(11), Duration.ofHours(13));
        });
        assertThat(lists.requests("/orders", BAD)).isLessThan(40);
    }

    /** While it is failing, the time that was found is not given any more: no reason to leave out what was created long before. */
    @Test
    void of_a_list_that_fails_for_minutes_when_the_time_it_allows_is_found_as_much_is_had_as_it_allows() {
        Duration failing = Duration.ofMinutes(3);
        AtomicLong failsUntil = new AtomicLong();
        lists.list("/checkins", request -> {
            boolean tooOld = now().since(updatedFrom(request)).compareTo(HALF_A_DAY) > 0;
            boolean hasMargins = ScriptedLists.number("from", request).orElseThrow() == 0;
            if (!request.locationId().equals(BAD)) {
                return ScriptedLists.page(List.of());
            }
            if (hasMargins && !tooOld && failsUntil.get() == 0) {
                failsUntil.set(loop.currentTimeMillis() + failing.toMillis());
            }
            if (loop.currentTimeMillis() < failsUntil.get()) {
                return CompletableFuture.failedFuture(exception(ApiErrorKind.SERVER_ERROR, request, 503));
            }
            return tooOld ? failure(request, 400) : ScriptedLists.page(List.of());
        });

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(failsUntil).as("the margins were asked for again").doesNotHaveValue(0);
        assertThat(route.closedWindows()).isEqualTo(1);
        assertThat(route.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.eventTypes()).contains("checkin_updated");
            assertThat(Duration.between(gap.from().toInstant(), gap.to().toInstant()))
                    .isBetween(Duration.ofHours(11), Duration.ofHours(13));
        });
        assertThat(lists.requests("/checkins", BAD)).isLessThan(60);
    }

    private static ServiceTime updatedFrom(ApiRequest request) {
        return new ServiceTime(ScriptedLists.number("updatedFrom", request).orElseThrow() * 1_000);
    }

    @Test
    void one_order_above_the_limit_costs_only_itself() {
        tooLarge = BAD + 7;

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.closedWindows()).isEqualTo(1);
        assertThat(recovered()).hasSize(47).doesNotContain(BAD + 7);
        assertThat(route.gaps()).singleElement().satisfies(gap -> assertThat(gap.describe())
                .contains("orders of location bad", "a row of it cannot be had", "9000000"));
    }

    @Test
    void an_order_above_the_limit_that_shows_in_the_second_look_is_told_although_the_beginning_of_its_list_was() {
        badOrders(this::ordersOfHalfADay);
        gapOfADay();
        loop.advance(Duration.ofSeconds(30));
        assertThat(route.gaps()).singleElement().satisfies(gap -> assertThat(gap.reason())
                .contains("gives no more"));

        tooLarge = BAD + 20;
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.gaps()).extracting(Gap::reason).last().satisfies(reason -> assertThat(reason)
                .contains("a row of it cannot be had"));
    }

    @Test
    void a_menu_above_the_limit_is_downloaded_once_for_each_look_and_told_once() {
        lists.entity(request -> CompletableFuture.failedFuture(tooLarge(request)));

        gapOfADay();
        loop.advance(Duration.ofHours(1));

        assertThat(route.closedWindows()).isEqualTo(1);
        assertThat(recovered()).hasSize(48);
        assertThat(route.gaps()).hasSize(2).allSatisfy(gap -> assertThat(gap.eventTypes())
                .containsExactly("menu_updated"));
        assertThat(lists.requests())
                .filteredOn(request -> request.path().endsWith("/menu"))
                .hasSize(4);
    }

    @Test
    void an_answer_that_cannot_be_read_for_a_quarter_of_an_hour_is_left_out_and_one_that_can_after_less_is_not() {
        badOrders(request -> CompletableFuture.failedFuture(exception(ApiErrorKind.MALFORMED_ANSWER, request, 200)));
        gapOfADay();
        loop.advance(Duration.ofMinutes(14));
        assertThat(route.gaps()).isEmpty();
        assertThat(route.closedWindows()).isZero();

        loop.advance(Duration.ofMinutes(5));

        assertThat(route.gaps()).isNotEmpty();
        assertThat(route.closedWindows()).isEqualTo(1);
        assertThat(recovered()).hasSize(24);
    }

    @Test
    void without_a_list_of_locations_those_are_asked_that_are_named() {
        lists.list("/locations", request -> failure(request, 400));
        route.name(GOOD, BAD);

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.closedWindows()).isEqualTo(1);
        assertThat(recovered()).hasSize(48);
        assertThat(route.gaps()).isEmpty();
    }

    @Test
    void without_a_list_of_locations_and_any_names_everything_is_a_gap() {
        lists.list("/locations", request -> failure(request, 400));

        gapOfADay();
        loop.advance(Duration.ofMinutes(10));

        assertThat(route.closedWindows()).isEqualTo(1);
        assertThat(route.gaps()).singleElement().satisfies(gap -> assertThat(gap.eventTypes())
                .contains("order_created", "checkin_created", "menu_updated"));
    }

    @Test
    void credentials_that_are_refused_are_tried_again_as_soon_as_the_clock_is_set() {
        boolean[] clockIsRight = new boolean[1];
        lists.list(
                "/locations",
                request -> clockIsRight[0]
                        ? ScriptedLists.locations(GOOD, BAD)
                        : CompletableFuture.failedFuture(exception(ApiErrorKind.UNAUTHORIZED, request, 401)));
        gapOfADay();
        loop.advance(Duration.ofMinutes(1));
        assertThat(route.closedWindows()).isZero();

        clockIsRight[0] = true;
        loop.advance(Duration.ofMinutes(1));
        assertThat(route.closedWindows()).isZero();
        loop.jumpWallClock(Duration.ofMinutes(20));
        loop.advance(Duration.ofSeconds(3));

        assertThat(route.closedWindows()).isEqualTo(1);
        assertThat(recovered()).hasSize(48);
    }

    /** The first answer leaves half a second open, the second one, just behind a full second, next to nothing. */
    @Test
    void a_gap_ends_when_the_lists_were_asked_although_the_time_of_the_service_was_corrected_meanwhile() {
        Duration ahead = Duration.ofHours(3);
        lists.list("/locations", request -> {
            tellTime(ahead);
            return ScriptedLists.locations(GOOD, BAD);
        });
        badOrders(request -> {
            CompletableFuture<Page> answer = new CompletableFuture<>();
            loop.schedule(Duration.ofMillis(200).toNanos(), () -> {
                tellTime(ahead);
                answer.completeExceptionally(exception(ApiErrorKind.REJECTED, request, 410));
            });
            return answer;
        });
        loop.jumpWallClock(ahead);
        loop.advance(Duration.ofMillis(900));
        loop.advance(Duration.ofMillis(900 - loop.currentTimeMillis() % 1000));

        gapOfADay();
        Instant asked = Instant.ofEpochMilli(loop.currentTimeMillis());
        loop.advance(Duration.ofMinutes(1));

        assertThat(route.gaps())
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

    private List<String> recovered() {
        return route.recovered().stream().map(DoshiiEvent::entityId).toList();
    }

    /** What is answered about the orders of the bad location. */
    private void badOrders(Function<ApiRequest, CompletableFuture<Page>> answer) {
        lists.list("/orders", request -> request.locationId().equals(BAD) ? answer.apply(request) : ordersOf(request));
    }

    private CompletableFuture<Page> ordersOf(ApiRequest request) {
        List<Entity> rows = new ArrayList<>();
        ServiceTime begin = new ServiceTime(VirtualEventLoop.START_MILLIS);
        for (int hour = 1; hour <= 24; hour++) {
            ServiceTime made = begin.plus(Duration.ofHours(hour)).minus(Duration.ofMinutes(30));
            if (!made.isBefore(ScriptedLists.from(request))) {
                rows.add(new Entity(request.locationId() + hour, request.locationId(), "", "v", "", made, made, "{}"));
            }
        }
        long offset =
                Math.min(rows.size(), ScriptedLists.number("offset", request).orElse(0));
        long end = Math.min(
                rows.size(), offset + ScriptedLists.number("limit", request).orElseThrow());
        List<Entity> page = rows.subList((int) offset, (int) end);
        return page.stream().anyMatch(row -> row.id().equals(tooLarge))
                ? CompletableFuture.failedFuture(tooLarge(request))
                : CompletableFuture.completedFuture(new Page(page, List.of(), rows.size(), Page.UNTOLD, Page.UNTOLD));
    }

    /** Of the bad location only what was made in the last twelve hours is given. */
    private CompletableFuture<Page> ordersOfHalfADay(ApiRequest request) {
        return now().since(ScriptedLists.from(request)).compareTo(HALF_A_DAY) > 0
                ? failure(request, 400)
                : ordersOf(request);
    }

    /** An answer has the service's time, which the wall clock is ahead of. */
    private void tellTime(Duration wallAhead) {
        Instant time = Instant.ofEpochMilli(loop.currentTimeMillis()).minus(wallAhead);
        MonotonicTime now = new MonotonicTime(loop.nanoTime());
        lists.clock().observe(DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)), now, now);
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
}
