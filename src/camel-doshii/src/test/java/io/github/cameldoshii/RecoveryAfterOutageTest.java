package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.RestCall;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryAfterOutageTest extends RecoveryTestSupport {

    @BeforeEach
    void start() {
        simulate();
        connect(options -> {});
    }

    @Test
    void an_outage_with_many_changes_in_two_locations_and_two_lists_is_recovered_without_duplicates() {
        simulator.locations().create(Map.of("id", "second"));
        String first = simulator.locations().all().get(0).id();
        List<String> orders = new ArrayList<>();
        List<String> checkins = new ArrayList<>();
        outage(() -> {
            for (int i = 0; i < 120; i++) {
                orders.add(simulator
                        .orders()
                        .create(i % 2 == 0 ? first : "second", Map.of("status", "pending"))
                        .id());
            }
            for (int i = 0; i < 60; i++) {
                checkins.add(simulator
                        .checkins()
                        .create(first, Map.of("status", "pending"))
                        .id());
            }
            orders.subList(0, 85).forEach(id -> simulator.orders().update(id, "accepted"));
        });

        awaitRecovered();

        for (String id : orders.subList(0, 85)) {
            assertThat(of(id)).extracting(Seen::status).last().isEqualTo("accepted");
        }
        for (String id : orders) {
            assertThat(of(id)).extracting(Seen::type).startsWith("order_created");
            assertThat(of(id)).extracting(Seen::origin).containsOnly("catchup");
            assertThat(of(id)).extracting(Seen::version).doesNotContain("");
        }
        for (String id : checkins) {
            assertThat(of(id)).extracting(Seen::type).containsExactly("checkin_created");
        }
        assertThat(simulator.restCalls())
                .filteredOn(call -> call.path().equals("/orders"))
                .isNotEmpty()
                .allMatch(call -> call.query().containsKey("updatedFrom") && call.status() == 200);
    }

    @Test
    void what_changed_while_the_process_was_away_is_recovered_from_the_stored_position() {
        String known = simulator.orders().create(Map.of("status", "pending")).id();
        awaitSeen(known);
        disconnect();
        String created = simulator.orders().create(Map.of("status", "pending")).id();
        simulator.orders().update(known, "complete");

        connect(options -> {});

        awaitSeen(created, known);
        assertThat(of(created)).extracting(Seen::type).containsExactly("order_created");
        assertThat(of(known)).extracting(Seen::status).last().isEqualTo("complete");
    }

    @Test
    void the_very_first_start_asks_for_no_changes() {
        simulator.orders().create();
        await().atMost(LIMIT)
                .until(() -> seen.stream().anyMatch(one -> one.type().equals("order_created")));

        // The locations may be asked for, because the answer tells the time.
        assertThat(simulator.restCalls()).extracting(RestCall::path).isSubsetOf("/locations");
    }

    @Test
    void a_rest_api_that_is_ill_delays_the_recovery_and_loses_nothing() {
        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "*")).then(Actions.status(503)).times(3));
        List<String> orders = new ArrayList<>();
        simulator.dropConnections();
        for (int i = 0; i < 20; i++) {
            orders.add(simulator.orders().create().id());
        }

        await().atMost(LIMIT).until(() -> orders.stream().noneMatch(id -> of(id).isEmpty()));
        assertThat(simulator.restCalls()).extracting(RestCall::status).contains(503, 200);
    }

    @Test
    void a_gap_is_announced_for_what_no_list_has() {
        outage(() -> {});

        await().atMost(LIMIT)
                .until(() -> statuses().contains("gap") && statuses().contains("recovered"));
        assertThat(statuses()).containsSubsequence("disconnected", "connected", "gap", "recovered");
    }

    @Test
    void a_transaction_in_an_order_that_changed_is_recovered_too() {
        String order = simulator.orders().create().id();
        awaitSeen(order);
        List<String> transactions = new ArrayList<>();
        outage(() -> transactions.add(
                simulator.transactions().create(Map.of("orderId", order)).id()));

        awaitSeen(transactions.get(0));
        assertThat(of(transactions.get(0))).extracting(Seen::type).contains("transaction_created");
    }

    @Test
    void a_booking_whose_guests_came_meanwhile_is_recovered_although_it_has_left_the_list_of_bookings() {
        String booking = simulator.bookings().create().id();
        awaitSeen(booking);
        outage(() -> simulator.bookings().update(booking, Map.of("status", "accepted", "checkin", Map.of("id", "1"))));

        await().atMost(LIMIT).until(() -> of(booking).size() == 2);
        assertThat(of(booking)).extracting(Seen::type).last().isEqualTo("booking_updated");
        assertThat(of(booking)).extracting(Seen::status).last().isEqualTo("accepted");
    }
}
