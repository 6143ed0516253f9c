package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.RestCall;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recovered by difference, because the service can only list all there is. */
class RecoveryByDifferenceTest extends RecoveryTestSupport {

    private static final String LONG_AGO = Instant.now().minusSeconds(86_400).toString();
    private static final Map<String, String> OLD = Map.of("createdAt", LONG_AGO, "updatedAt", LONG_AGO);

    @BeforeEach
    void start() {
        simulate();
    }

    private void connect(String entities, String events) {
        connect(options -> {
            options.setCatchUpEntities(entities);
            options.setEvents(events);
            options.setCatchUpOverlap(1_000);
        });
    }

    private void table(String name) {
        simulator.tables().silently().create(Map.of("name", name, "createdAt", LONG_AGO, "updatedAt", LONG_AGO));
    }

    private List<Seen> ofType(String type) {
        return seen.stream().filter(one -> one.type().equals(type)).toList();
    }

    private void awaitType(String type) {
        await().atMost(LIMIT).until(() -> !ofType(type).isEmpty());
    }

    /** What a list shows counts when a ping that was sent after it is answered. */
    private void awaitAsked(String path) {
        await().atMost(LIMIT).until(() -> simulator.restCalls().stream()
                .anyMatch(call -> call.path().equals(path)));
        long messages = consumer().getMessages();
        await().atMost(LIMIT).until(() -> consumer().getMessages() >= messages + 3);
    }

    /** The window is asked for once more after the overlap. */
    private void awaitSettled(String path, long calls) {
        await().atMost(LIMIT)
                .until(() -> simulator.restCalls().stream()
                                .filter(call -> call.path().equals(path))
                                .count()
                        >= calls);
    }

    @Test
    void tables_that_were_made_changed_and_removed_in_an_outage_are_one_event_each() {
        table("unchanged");
        table("changed");
        table("gone / 1");
        connect("tables", "table_*");
        awaitAsked("/tables");

        outage(() -> {
            simulator.tables().create(Map.of("name", "made"));
            simulator.tables().update("changed", Map.of("maxCovers", 9));
            simulator.tables().delete("gone / 1");
        });

        awaitRecovered();
        awaitSettled("/tables", 3);
        awaitType("table_removed");
        assertThat(ofType("table_created")).singleElement().satisfies(one -> assertThat(one.body())
                .contains("\"made\""));
        assertThat(ofType("table_updated")).singleElement().satisfies(one -> assertThat(one.body())
                .contains("\"changed\"", "\"maxCovers\":9"));
        assertThat(ofType("table_removed")).singleElement().satisfies(one -> assertThat(one.body())
                .isEqualTo("{\"locationId\":\"" + location() + "\",\"name\":\"gone / 1\"}"));
        assertThat(seen).filteredOn(one -> one.type().startsWith("table_")).allSatisfy(one -> {
            assertThat(one.origin()).isEqualTo("catchup");
            assertThat(one.location()).isEqualTo(location());
            assertThat(one.id()).isEmpty();
        });
        assertThat(gaps()).isEmpty();
    }

    @Test
    void a_removal_has_the_name_that_the_route_asks_for() {
        table("gone");
        connect("tables", "table_deleted");
        awaitAsked("/tables");

        outage(() -> simulator.tables().delete("gone"));

        awaitType("table_deleted");
        assertThat(ofType("table_deleted")).hasSize(1);
    }

    @Test
    void tables_of_the_same_name_at_two_locations_are_two_tables() {
        simulator.locations().create(Map.of("id", "second"));
        connect("tables", "table_*");
        awaitAsked("/tables");

        outageKeepingFaults(() -> {
            String now = Instant.now().toString();
            simulator
                    .faults()
                    .add(Fault.on(Match.rest("GET", "/tables"))
                            .then(Actions.answer(
                                    200,
                                    Map.of(),
                                    "[{\"name\":\"12\",\"createdAt\":\"" + now + "\",\"updatedAt\":\"" + now + "\"}]"))
                            .times(Fault.ALWAYS));
            simulator
                    .faults()
                    .add(Fault.on(Match.upgrade()).then(Actions.status(503)).once());
        });

        await().atMost(LIMIT).until(() -> ofType("table_created").size() == 2);
        assertThat(ofType("table_created")).extracting(Seen::location).containsExactlyInAnyOrder(location(), "second");
    }

    @Test
    void what_the_socket_has_told_of_tables_is_not_told_again() {
        table("gone");
        connect("tables", "table_*");
        awaitAsked("/tables");
        simulator.tables().create(Map.of("name", "made", "createdAt", LONG_AGO, "updatedAt", LONG_AGO));
        simulator.tables().delete("gone");
        awaitType("table_removed");

        outage(() -> {});

        awaitRecovered();
        awaitSettled("/tables", 3);
        assertThat(seen)
                .filteredOn(one -> one.type().startsWith("table_"))
                .extracting(Seen::origin)
                .containsOnly("socket");
    }

    @Test
    void a_list_with_a_row_that_cannot_be_read_tells_of_no_removal() {
        table("hidden");
        connect("tables", "table_*");
        awaitAsked("/tables");

        outageKeepingFaults(() -> simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/tables"))
                        .then(Actions.answer(200, Map.of(), "[{\"maxCovers\":4}]"))
                        .once()));

        awaitRecovered();
        awaitSettled("/tables", 3);
        assertThat(ofType("table_removed")).isEmpty();
        assertThat(consumer().getUnreadableRows()).isEqualTo(1);
    }

    @Test
    void which_tables_are_gone_after_a_restart_is_not_known_and_that_is_announced() {
        table("gone");
        table("changed");
        connect("tables", "table_created,table_updated,table_removed");
        awaitAsked("/tables");
        disconnect();
        simulator.tables().update("changed", Map.of("maxCovers", 9));
        simulator.tables().delete("gone");

        connect("tables", "table_created,table_updated,table_removed");

        awaitRecovered();
        awaitType("table_updated");
        assertThat(gaps())
                .singleElement()
                .asString()
                .contains("which tables there were before is not known", "\"eventTypes\":[\"table_removed\"]");
    }

    @Test
    void a_menu_that_has_changed_is_one_event_and_one_that_has_not_is_not_sent_again() {
        simulator.locations().create(Map.of("id", "second"));
        // Menus are as old as their locations: out of the windows that follow.
        connect("menus", "menu_updated");
        simulator.menus().silently().update("second", OLD);
        simulator.menus().silently().update(location(), OLD);
        outage(() -> {});
        awaitRecovered();
        awaitSettled("/locations/second/menu", 2);
        seen.clear();

        outage(() -> simulator.menus().update("second", Map.of("description", "new menu")));

        awaitType("menu_updated");
        awaitSettled("/locations/second/menu", 4);
        assertThat(ofType("menu_updated")).singleElement().satisfies(one -> {
            assertThat(one.location()).isEqualTo("second");
            assertThat(one.body()).contains("new menu");
            assertThat(one.origin()).isEqualTo("catchup");
        });
        assertThat(simulator.restCalls())
                .filteredOn(call -> call.path().equals("/locations/" + location() + "/menu"))
                .extracting(RestCall::status)
                .containsExactly(200, 304, 304, 304);
    }

    @Test
    void a_location_without_a_menu_has_lost_none() {
        connect("menus", "menu_updated");
        outageKeepingFaults(() -> simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/locations/*/menu"))
                        .then(Actions.status(404))
                        .times(Fault.ALWAYS)));

        awaitRecovered();
        assertThat(gaps()).isEmpty();
    }

    @Test
    void locations_that_came_went_and_changed_in_an_outage_are_one_event_each() {
        simulator.locations().create(Map.of("id", "going"));
        simulator.locations().create(Map.of("id", "changing"));
        simulator.locations().silently().update("going", OLD);
        simulator.locations().silently().update("changing", OLD);
        simulator.locations().silently().update(location(), OLD);
        connect("locations", "location_*");
        awaitAsked("/locations");

        outage(() -> {
            simulator.locations().create(Map.of("id", "coming"));
            simulator.locations().delete("going");
            simulator.locations().update("changing", Map.of("operatingHours", List.of()));
        });

        awaitRecovered();
        awaitSettled("/locations", 3);
        assertThat(ofType("location_subscription"))
                .extracting(one -> one.location() + " " + one.id() + " " + one.origin())
                .containsExactlyInAnyOrder("coming coming catchup", "going going catchup");
        assertThat(ofType("location_subscription"))
                .filteredOn(one -> one.id().equals("going"))
                .extracting(Seen::body)
                .containsExactly("{\"id\":\"going\",\"locationId\":\"going\",\"status\":\"unsubscribed\"}");
        assertThat(ofType("location_hours_updated")).extracting(Seen::location).contains("changing");
    }

    @Test
    void a_first_start_asks_only_which_tables_and_locations_there_are() {
        table("old");
        connect("orders,menus,tables,locations", "*");

        awaitAsked("/tables");
        assertThat(simulator.restCalls()).extracting(RestCall::path).containsExactlyInAnyOrder("/locations", "/tables");
        assertThat(seen).extracting(Seen::type).containsOnly("connection");
    }

    @Test
    void nothing_of_them_is_asked_unless_it_is_named() {
        connect(options -> options.setCatchUpOverlap(1_000));

        outage(() -> {});

        awaitRecovered();
        awaitSettled("/orders", 2);
        assertThat(simulator.restCalls())
                .extracting(RestCall::path)
                .doesNotContain("/tables")
                .noneMatch(path -> path.endsWith("/menu"));
    }

    @Test
    void a_name_that_is_none_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> connect("orders,tabels", "*"))
                .rootCause()
                .hasMessageContaining("catchUpEntities")
                .hasMessageContaining("'tabels'")
                .hasMessageContaining("orders, checkins, bookings, loyalty_checkins, menus, tables, locations");
    }
}
