package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListsOfTheRestApiTest {

    private static final String NOON = "2026-11-24T12:00:00.000Z";
    private static final long NOON_SECONDS = 1_795_521_600;

    private final MutableClock clock = new MutableClock(NOON);
    private DoshiiSimulator simulator;
    private RestClient rest;

    @BeforeEach
    void start() {
        simulator =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0).withClock(clock));
        rest = new RestClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void orders_are_an_envelope_newest_first() throws Exception {
        orders(3);
        JsonNode page = list("/orders");
        assertThat(page.path("count").asInt()).isEqualTo(3);
        assertThat(page.path("offset").isInt()).isTrue();
        assertThat(page.path("limit").asInt()).isEqualTo(50);
        assertThat(ids(page.path("rows"))).containsExactly("90003", "90002", "90001");
    }

    @Test
    void orders_are_paged() throws Exception {
        orders(120);
        JsonNode first = list("/orders?sort=asc&limit=500");
        assertThat(first.path("limit").asInt()).isEqualTo(100);
        assertThat(ids(first.path("rows"))).hasSize(100).startsWith("90001").endsWith("90100");
        JsonNode second = list("/orders?sort=asc&limit=100&offset=100");
        assertThat(second.path("count").asInt()).isEqualTo(120);
        assertThat(second.path("offset").asInt()).isEqualTo(100);
        assertThat(ids(second.path("rows"))).hasSize(20).startsWith("90101");
        assertThat(ids(list("/orders").path("rows"))).hasSize(50);
    }

    @Test
    void the_bounds_of_a_time_are_inclusive() throws Exception {
        orders(3);
        assertThat(ids(list("/orders?sort=asc&from=" + NOON_SECONDS + "&to=" + (NOON_SECONDS + 1))
                        .path("rows")))
                .containsExactly("90001", "90002");
        assertThat(ids(list("/orders?from=" + (NOON_SECONDS + 2)).path("rows"))).containsExactly("90003");
    }

    @Test
    void orders_are_found_by_their_update() throws Exception {
        orders(3);
        clock.advance(Duration.ofMinutes(1));
        simulator.orders().update("90001", "accepted");
        clock.advance(Duration.ofSeconds(1));
        simulator.orders().update("90003", "accepted");
        assertThat(ids(list("/orders?updatedSort=asc&updatedFrom=" + (NOON_SECONDS + 60))
                        .path("rows")))
                .containsExactly("90001", "90003");
        assertThat(ids(list("/orders?updatedFrom=" + (NOON_SECONDS + 60) + "&updatedTo=" + (NOON_SECONDS + 63))
                        .path("rows")))
                .containsExactly("90001");
        assertThat(ids(list("/orders?updatedSort=desc").path("rows"))).containsExactly("90003", "90001", "90002");
    }

    @Test
    void orders_are_found_by_status_and_reference() throws Exception {
        orders(2);
        simulator.orders().create(Map.of("status", "accepted", "posRef", "P9", "externalOrderRef", "E9"));
        assertThat(ids(list("/orders?status=accepted,rejected").path("rows"))).containsExactly("90003");
        assertThat(ids(list("/orders?posRef=P9").path("rows"))).containsExactly("90003");
        assertThat(ids(list("/orders?externalOrderRef=E9&status=pending").path("rows")))
                .isEmpty();
    }

    @Test
    void offset_and_limit_may_come_as_strings() throws Exception {
        try (DoshiiSimulator strings =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0).withStringPaging(true))) {
            assertThat(new RestClient(strings).get("/orders").body())
                    .isEqualTo("{\"count\":0,\"offset\":\"0\",\"limit\":\"50\",\"rows\":[]}");
        }
    }

    @Test
    void a_parameter_that_makes_no_sense_is_refused() throws Exception {
        for (String query : List.of("limit=x", "offset=-1", "from=2026-01-01", "sort=up")) {
            assertThat(call("/orders?" + query).statusCode()).as(query).isEqualTo(400);
        }
    }

    @Test
    void checkins_are_an_array_of_the_last_hour_that_is_pending_or_accepted() throws Exception {
        simulator.checkins().create(Map.of("createdAt", "2026-11-24T10:59:59.000Z"));
        simulator.checkins().create(Map.of("createdAt", "2026-11-24T11:00:00.000Z"));
        simulator.checkins().create(Map.of("status", "accepted"));
        simulator.checkins().create(Map.of("status", "complete"));
        assertThat(ids(list("/checkins?sort=asc"))).containsExactly("3002", "3003");
        assertThat(ids(list("/checkins?sort=asc&from=0&status=complete,pending")))
                .containsExactly("3001", "3002", "3004");
    }

    @Test
    void the_hour_of_checkins_cuts_also_what_is_asked_by_update() throws Exception {
        simulator.checkins().create(Map.of("createdAt", "2026-11-24T09:00:00.000Z", "updatedAt", NOON));
        String updated = "updatedFrom=" + NOON_SECONDS + "&updatedTo=" + NOON_SECONDS;
        assertThat(ids(list("/checkins?" + updated))).isEmpty();
        assertThat(ids(list("/checkins?from=0&" + updated))).containsExactly("3001");
    }

    @Test
    void bookings_are_an_envelope_by_the_date_of_the_visit_within_an_hour() throws Exception {
        simulator.bookings().create();
        simulator.bookings().create(Map.of("date", "2026-11-24T13:00:01.000Z"));
        simulator.bookings().create(Map.of("checkin", Map.of("id", "3001")));
        assertThat(ids(list("/bookings").path("rows"))).containsExactly("1001");
        assertThat(ids(list("/bookings?sort=asc&to=" + (NOON_SECONDS + 86_400)).path("rows")))
                .containsExactly("1001", "1002");
        assertThat(ids(list("/bookings?seated=true").path("rows"))).containsExactly("1003");
        assertThat(ids(list("/bookings?ref=other").path("rows"))).isEmpty();
    }

    @Test
    void loyalty_checkins_are_an_array_by_creation() throws Exception {
        simulator.loyaltyCheckins().create(Map.of("createdAt", "2026-11-01T00:00:00.000Z", "updatedAt", NOON));
        simulator.loyaltyCheckins().create();
        assertThat(ids(list("/loyalty/checkins"))).containsExactly("102", "101");
        assertThat(ids(list("/loyalty/checkins?from=" + NOON_SECONDS))).containsExactly("102");
    }

    @Test
    void tables_are_an_array_without_pages() throws Exception {
        for (int i = 1; i <= 60; i++) {
            simulator.tables().create(Map.of("isActive", i > 1));
        }
        assertThat(list("/tables")).hasSize(60);
        assertThat(list("/tables?isActive=true")).hasSize(59);
        assertThat(list("/tables?id=Table%203,Table%204")).hasSize(2);
    }

    @Test
    void a_list_has_what_belongs_to_the_location_and_not_what_was_deleted() throws Exception {
        orders(2);
        simulator.orders().create(simulator.locations().create().id(), Map.of());
        simulator.orders().delete("90001");
        assertThat(ids(list("/orders").path("rows"))).containsExactly("90002");
    }

    @Test
    void a_list_may_lag_behind_the_events() throws Exception {
        simulator.listLag(Duration.ofSeconds(30));
        simulator.orders().create();
        assertThat(ids(list("/orders").path("rows"))).isEmpty();
        assertThat(call("/orders/90001").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(30));
        assertThat(ids(list("/orders").path("rows"))).containsExactly("90001");
    }

    private void orders(int count) {
        for (int i = 0; i < count; i++) {
            simulator.orders().create();
            clock.advance(Duration.ofSeconds(1));
        }
    }

    private JsonNode list(String path) throws Exception {
        return new ObjectMapper().readTree(call(path).body());
    }

    private HttpResponse<String> call(String path) throws Exception {
        String token = RestClient.token("simulator", "simulator", clock.instant());
        return rest.send(rest.bare(path)
                .header("Authorization", "Bearer " + token)
                .header("doshii-location-id", RestClient.LOCATION));
    }

    private static List<String> ids(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path("id").asText())
                .toList();
    }
}
