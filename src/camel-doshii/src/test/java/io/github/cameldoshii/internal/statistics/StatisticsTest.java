package io.github.cameldoshii.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.internal.protocol.KnownEvents;
import io.github.cameldoshii.internal.protocol.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes from outside is counted under a few words. */
class StatisticsTest {

    private final EnvironmentStatistics statistics = new EnvironmentStatistics();

    @Test
    void each_documented_event_has_its_own_count_and_all_others_share_one() {
        KnownEvents.NAMES.forEach(type -> statistics.events().add(type, Origin.CATCHUP, 1));
        statistics.events().add("menu_eaten", Origin.CATCHUP, 1);
        statistics.events().add("", Origin.CATCHUP, 1);

        assertThat(KnownEvents.NAMES)
                .allSatisfy(type -> assertThat(statistics.events().count(type, Origin.CATCHUP))
                        .isEqualTo(1));
        assertThat(statistics.events().count(EventCounts.OTHER, Origin.CATCHUP)).isEqualTo(2);
        assertThat(statistics.events().count(EventCounts.OTHER, Origin.SOCKET)).isZero();
        assertThat(EventCounts.knownTypes()).hasSize(KnownEvents.NAMES.size() + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "/locations, listLocations",
        "/locations/aH43, getLocation",
        "/locations/aH43/menu, getMenu",
        "/locations/aH43/other, other",
        "/orders, listOrders",
        "/orders/12, getOrder",
        "/orders/12/transactions, other",
        "/checkins, listCheckins",
        "/checkins/12, getCheckin",
        "/bookings, listBookings",
        "/bookings/12, getBooking",
        "/loyalty/checkins, listLoyaltyCheckins",
        "/loyalty/checkins/12, getLoyaltyCheckin",
        "/loyalty, other",
        "/tables, listTables",
        "/tables/T%201, getTable",
        "/transactions/12, getTransaction",
        "/transactions, other",
        "/anything/else, other",
        "/, other"
    })
    void a_path_is_counted_by_what_it_asks_for_and_not_by_its_ids(String path, String operation) {
        assertThat(RestOperation.ofPath(path).tag()).isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 2xx",
        "204, 2xx",
        "304, 3xx",
        "400, 4xx",
        "401, 401",
        "403, 403",
        "404, 404",
        "429, 429",
        "410, 4xx",
        "500, 5xx",
        "599, 5xx",
        "0, other",
        "99, other",
        "700, other",
        "-1, other"
    })
    void a_status_is_counted_by_its_class_or_as_itself_where_it_calls_for_somebody(int status, String tag) {
        assertThat(RestStatus.of(status).tag()).isEqualTo(tag);
    }

    @Test
    void what_lasts_still_is_part_of_the_total() {
        OpenDurations paused = statistics.readPaused();
        paused.begin(100);
        assertThat(paused.total(130)).isEqualTo(30);
        paused.begin(120);
        assertThat(paused.total(130)).isEqualTo(40);
        paused.end(140);
        paused.end(150);
        assertThat(paused.total(1_000)).isEqualTo(70);
        assertThat(statistics.readPaused().total(-5)).isEqualTo(70);
    }

    @Test
    void durations_are_counted_and_added() {
        statistics.recoveryScans().of(ScanKind.VERIFY).add(3);
        statistics.recoveryScans().of(ScanKind.VERIFY).add(4);

        assertThat(statistics.recoveryScans().of(ScanKind.VERIFY).count()).isEqualTo(2);
        assertThat(statistics.recoveryScans().of(ScanKind.VERIFY).total()).isEqualTo(7);
        assertThat(statistics.recoveryScans().of(ScanKind.CATCHUP).count()).isZero();
    }
}
