package io.github.cameldoshii.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.github.cameldoshii.simulator.state.Entity;
import io.github.cameldoshii.simulator.state.LedgerEntry;
import io.github.cameldoshii.simulator.state.LedgerEntry.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class EntitiesAndTheLedgerTest extends SimulatorTest {

    @Test
    void a_change_is_told_as_the_service_tells_it() throws Exception {
        String api = simulator.apiUrl();
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().until(() -> simulator.openConnections() == 1);
            Entity order = simulator.orders().create();
            simulator.orders().update(order.id(), "accepted");
            simulator.transactions().create(Map.of("requestData", Map.of("accountId", "A1")));
            simulator.checkins().create();
            simulator.checkins().delete("3001");
            simulator.bookings().create(Map.of("date", "2026-11-28T08:30:00.000Z"));
            simulator.loyaltyCheckins().create();
            simulator.tables().create(Map.of("name", "Table 12"));
            simulator.menus().update(RestClient.LOCATION, Map.of("description", "new"));
            List<String> expected = List.of(
                    emit(
                            "order_created",
                            "'id':'90001','locationId':'aH43yx2Q','status':'pending','posRef':'POS-90001'",
                            api + "/orders/90001"),
                    emit(
                            "order_updated",
                            "'id':'90001','locationId':'aH43yx2Q','status':'accepted','posRef':'POS-90001'",
                            api + "/orders/90001"),
                    emit(
                            "transaction_created",
                            "'id':'55001','orderId':'90001','locationId':'aH43yx2Q','status':'requested','posTerminalId':'sim-terminal','requestData':{'accountId':'A1'}",
                            api + "/transactions/55001"),
                    emit(
                            "checkin_created",
                            "'id':'3001','locationId':'aH43yx2Q','status':'pending'",
                            api + "/checkins/3001"),
                    emit(
                            "checkin_deleted",
                            "'id':'3001','locationId':'aH43yx2Q','status':'pending'",
                            api + "/checkins/3001"),
                    emit(
                            "booking_created",
                            "'id':'1001','locationId':'aH43yx2Q','status':'pending','tableNames':['T4','T5'],'date':'2026-11-28T08:30:00.000Z','covers':'6'",
                            api + "/bookings/1001"),
                    emit(
                            "loyalty_checkin_created",
                            "'id':101,'locationId':'aH43yx2Q','posTerminalId':'sim-terminal','status':'pending','memberRef':'SIM-MEMBER'",
                            api + "/loyalty/checkins/101"),
                    emit("table_created", "'locationId':'aH43yx2Q','name':'Table 12'", api + "/tables/Table%2012"),
                    emit("menu_updated", "'locationId':'aH43yx2Q'", api + "/locations/aH43yx2Q/menu"));
            await().untilAsserted(() -> assertThat(client.texts()).containsExactlyElementsOf(expected));
        }
    }

    @Test
    void locations_are_subscribed_and_unsubscribed() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().until(() -> simulator.openConnections() == 1);
            Entity second = simulator.locations().create(Map.of("mappedLocationId", "77"));
            simulator.locations().update(second.id(), Map.of("operatingHours", List.of()));
            simulator.locations().update(second.id(), Map.of("name", "Other"));
            simulator.locations().delete(second.id());
            await().untilAsserted(() -> assertThat(client.texts()).hasSize(3));
            assertThat(client.texts().get(0)).contains("location_subscription", "\"status\":\"subscribed\"", "\"77\"");
            assertThat(client.texts().get(1)).contains("location_hours_updated");
            assertThat(client.texts().get(2)).contains("\"status\":\"unsubscribed\"");
        }
    }

    @Test
    void an_entity_belongs_to_the_location_that_its_fields_name() {
        Entity second = simulator.locations().create();
        Entity checkin = simulator.checkins().create(Map.of("locationId", second.id()));
        assertThat(checkin.locationId()).isEqualTo(second.id());
        assertThat(checkin.json()).doesNotContain("locationId");
    }

    @Test
    void each_change_is_one_line_of_the_ledger() {
        Entity order = simulator.orders().create();
        Entity accepted = simulator.orders().update(order.id(), "accepted");
        simulator.orders().delete(order.id());
        assertThat(simulator.ledger())
                .extracting(
                        LedgerEntry::sequence,
                        LedgerEntry::change,
                        LedgerEntry::id,
                        LedgerEntry::version,
                        LedgerEntry::status,
                        LedgerEntry::eventType)
                .containsExactly(
                        tuple(1L, Change.CREATED, "90001", order.version(), "pending", "order_created"),
                        tuple(2L, Change.UPDATED, "90001", accepted.version(), "accepted", "order_updated"),
                        tuple(3L, Change.DELETED, "90001", accepted.version(), "accepted", ""));
        assertThat(order.version()).isNotEqualTo(accepted.version());
    }

    @Test
    void the_ledger_knows_whether_a_socket_was_told() throws Exception {
        simulator.orders().create();
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().until(() -> simulator.openConnections() == 1);
            simulator.orders().create();
            simulator.orders().silently().create();
            simulator
                    .faults()
                    .add(Fault.on(Match.event("order_*"))
                            .then(Actions.swallow())
                            .once());
            simulator.orders().create();
            simulator
                    .faults()
                    .add(Fault.on(Match.event("order_*"))
                            .then(Actions.fragment(3, false))
                            .once());
            simulator.orders().create();
            simulator.stopWriting();
            simulator.orders().create();
            assertThat(simulator.ledger())
                    .extracting(LedgerEntry::told)
                    .containsExactly(false, true, false, false, true, false);
            await().untilAsserted(() -> assertThat(client.texts()).hasSize(2));
        }
    }

    @Test
    void stamps_come_from_the_clock_of_the_test() {
        MutableClock clock = new MutableClock("2026-11-24T01:00:00.123Z");
        try (DoshiiSimulator timed =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0).withClock(clock))) {
            Entity order = timed.orders().create();
            clock.advance(Duration.ofSeconds(5));
            Entity updated = timed.orders().update(order.id(), "accepted");
            assertThat(updated.json())
                    .contains(
                            "\"createdAt\":\"2026-11-24T01:00:00.123Z\"", "\"updatedAt\":\"2026-11-24T01:00:05.123Z\"");
            assertThat(timed.ledger().get(1).at()).isEqualTo(clock.instant());
        }
    }

    @Test
    void an_entity_and_its_line_of_the_ledger_have_one_time() {
        MutableClock clock = new MutableClock("2026-11-24T01:00:00.000Z", Duration.ofMillis(1));
        try (DoshiiSimulator timed =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0).withClock(clock))) {
            Entity order = timed.orders().create();
            Entity updated = timed.orders().update(order.id(), "accepted");

            assertThat(timed.ledger())
                    .extracting(LedgerEntry::at)
                    .containsExactly(order.createdAt(), updated.updatedAt());
        }
    }

    @Test
    void fields_may_override_the_template_with_their_stamps() {
        Entity order = simulator
                .orders()
                .create(Map.of(
                        "id", "X1", "createdAt", "2026-01-01T00:00:00.000Z", "updatedAt", "2026-01-02T00:00:00.000Z"));
        assertThat(order.id()).isEqualTo("X1");
        assertThat(order.createdAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(order.updatedAt()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(simulator.orders().find("X1")).isPresent();
    }

    @Test
    void locations_may_number_their_entities_alike() throws Exception {
        simulator.locations().create(Map.of("id", "venue2"));
        Entity here = simulator.orders().create(RestClient.LOCATION, Map.of("id", "7", "status", "pending"));
        Entity there = simulator.orders().create("venue2", Map.of("id", "7", "status", "pending"));
        assertThat(there.version()).isEqualTo(here.version());

        simulator.orders().at("venue2").update("7", "accepted");

        assertThat(simulator.orders().at("venue2").find("7").orElseThrow().status())
                .isEqualTo("accepted");
        assertThat(new RestClient(simulator).json("/orders/7").path("status").asText())
                .isEqualTo("pending");

        simulator.orders().delete("7");

        assertThat(simulator.orders().all()).extracting(Entity::locationId).containsExactly("venue2");
    }

    @Test
    void what_cannot_be_done_says_why() {
        simulator.orders().create(Map.of("id", "1"));
        assertThatThrownBy(() -> simulator.orders().create(Map.of("id", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is already a order 1");
        assertThatThrownBy(() -> simulator.orders().update("2", "accepted"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("there is no order 2");
        assertThatThrownBy(() -> simulator.checkins().create("nowhere", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no location nowhere");
    }

    @Test
    void a_reset_leaves_one_location_and_open_sockets() throws Exception {
        try (TestClient client = TestClient.dial(vertx, simulator)) {
            await().until(() -> simulator.openConnections() == 1);
            simulator.orders().create();
            simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.hang()));
            simulator.resetState();
            assertThat(simulator.orders().all()).isEmpty();
            assertThat(simulator.ledger()).isEmpty();
            assertThat(simulator.log()).isEmpty();
            assertThat(simulator.faults().list()).isEmpty();
            assertThat(simulator.locations().all()).extracting(Entity::id).containsExactly(RestClient.LOCATION);
            assertThat(simulator.openConnections()).isEqualTo(1);
            assertThat(onlyConnection().open()).isTrue();
            assertThat(simulator.orders().create().id()).isEqualTo("90001");
            await().untilAsserted(() -> assertThat(client.texts()).hasSize(2));
        }
    }

    private static String emit(String name, String fields, String uri) {
        return ("{'emit':['" + name + "',{" + fields + ",'uri':'" + uri + "'}]}").replace('\'', '"');
    }
}
