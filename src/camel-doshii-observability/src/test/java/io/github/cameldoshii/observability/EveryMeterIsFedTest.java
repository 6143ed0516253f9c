package io.github.cameldoshii.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to a route moves the meter that tells of it. */
class EveryMeterIsFedTest extends MetersUnderTest {

    @Test
    void events_count_by_type_and_origin_and_unknown_types_together() {
        simulator().emit("order_created", "{\"id\":\"1\"}");
        simulator().emit("something_new", "{\"id\":\"2\"}");
        simulator().emit("something_newer", "{\"id\":\"3\"}");

        awaitAtLeast(1, "camel.doshii.events", "type", "order_created", "origin", "socket");
        awaitAtLeast(2, "camel.doshii.events", "type", "other", "origin", "socket");
    }

    @Test
    void what_was_missed_counts_by_its_origin_and_so_do_scans_rows_calls_and_gaps() {
        once(Match.upgrade(), Actions.delay(Duration.ofMillis(300)));
        once(Match.rest("GET", "/checkins"), Actions.status(400));
        simulator().dropConnections();
        awaitAtLeast(1, "camel.doshii.disconnects", "cause", "cut");
        simulator().orders().create(Map.of("status", "pending"));

        awaitAtLeast(1, "camel.doshii.events", "type", "order_created", "origin", "catchup");
        awaitAtLeast(1, "camel.doshii.recovery.scans", "kind", "catchup");
        assertThat(millis("camel.doshii.recovery.scans", "kind", "catchup")).isPositive();
        awaitAtLeast(1, "camel.doshii.recovery.rows");
        awaitAtLeast(1, "camel.doshii.rest.calls", "operation", "listOrders", "status", "2xx");
        awaitAtLeast(1, "camel.doshii.rest.calls", "operation", "listCheckins", "status", "4xx");
        awaitAtLeast(1, "camel.doshii.gaps", "kind", "no_list");
    }

    @Test
    void a_list_that_refuses_for_good_counts_as_a_gap_of_what_was_not_recovered() {
        simulator().faults().add(Fault.on(Match.rest("GET", "/checkins")).then(Actions.status(410)));

        simulator().dropConnections();

        awaitAtLeast(1, "camel.doshii.gaps", "kind", "not_recovered");
    }

    @Test
    void malformed_messages_count() {
        simulator().sendText("{nonsense");

        awaitAtLeast(1, "camel.doshii.messages.malformed");
    }

    @Test
    void a_connection_counts_its_time_to_open_and_of_heartbeats() {
        assertThat(value("camel.doshii.connects", "outcome", "opened")).isEqualTo(1);
        assertThat(value("camel.doshii.connect.time")).isEqualTo(1);
        assertThat(millis("camel.doshii.connect.time")).isPositive();
        awaitAtLeast(3, "camel.doshii.heartbeat.round.trip");
        assertThat(millis("camel.doshii.heartbeat.round.trip")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"401, unauthorized", "503, unavailable", "404, unexpected_response"})
    void connect_attempts_that_are_answered_count_by_the_answer(int status, String outcome) {
        once(Match.upgrade(), Actions.status(status));

        simulator().dropConnections();

        awaitAtLeast(1, "camel.doshii.connects", "outcome", outcome);
    }

    @Test
    void connect_attempts_that_nobody_answers_count() {
        once(Match.connect(), Actions.reset());

        simulator().dropConnections();

        awaitAtLeast(1, "camel.doshii.connects", "outcome", "unreachable");
    }

    @ParameterizedTest
    @CsvSource({"1000, closed", "1001, closed", "1008, policy", "1013, try_later", "4000, closed"})
    void closes_of_the_service_count_by_their_code(int code, String cause) {
        simulator().closeConnections(code, "");

        awaitAtLeast(1, "camel.doshii.disconnects", "cause", cause);
    }

    @Test
    void a_connection_that_answers_no_heartbeat_counts_as_unresponsive() {
        simulator().blackHole();

        awaitAtLeast(1, "camel.doshii.disconnects", "cause", "unresponsive");
    }

    @Test
    void what_breaks_the_protocol_and_what_is_too_large_count_by_themselves() {
        once(Match.event("order_updated"), Actions.reservedOpcode());
        simulator().emit("order_updated", "{\"id\":\"1\"}");
        awaitAtLeast(1, "camel.doshii.disconnects", "cause", "protocol_error");
        awaitState("live");

        simulator().sendText("\"" + "x".repeat(2_000_000) + "\"");

        awaitAtLeast(1, "camel.doshii.disconnects", "cause", "too_large");
    }

    @Test
    void a_route_that_takes_nothing_shows_in_queue_position_and_the_time_that_reading_was_paused() {
        awaitAtLeast(0, "camel.doshii.position.age");
        assertThat(value("camel.doshii.queue.depth", "route", "orders")).isZero();
        assertThat(value("camel.doshii.reading.paused")).isZero();
        gate.close();

        for (int i = 0; i < 5; i++) {
            simulator().emit("order_created", "{\"id\":\"" + i + "\"}");
        }

        awaitAtLeast(2, "camel.doshii.queue.depth", "route", "orders");
        awaitAtLeast(0.3, "camel.doshii.reading.paused");
        awaitAtLeast(0.8, "camel.doshii.position.age", "route", "orders");
        gate.open();
        await().atMost(SOON).until(() -> value("camel.doshii.queue.depth", "route", "orders") == 0);
        await().atMost(SOON).until(() -> value("camel.doshii.position.age", "route", "orders") < 0.8);
    }

    @Test
    void the_age_of_the_last_message_grows_while_none_comes() {
        await().atMost(SOON).until(() -> value("camel.doshii.last.message.age") < 0.4);
        simulator().faults().add(Fault.on(Match.upgrade()).then(Actions.hang()));
        simulator().dropConnections();

        awaitAtLeast(0.8, "camel.doshii.last.message.age", "route", "orders");
    }

    @Test
    void the_state_of_the_connection_is_one_of_all() {
        once(Match.upgrade(), Actions.status(401));
        simulator().dropConnections();
        awaitState("refused");

        double sum = registry.find("camel.doshii.connection.state").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
        assertThat(sum).isEqualTo(1);
        assertThat(value("camel.doshii.connection.state", "state", "live")).isZero();
    }

    /** A meter that is not named in this class would be one that nothing here feeds. */
    @Test
    void there_are_no_others() {
        Set<String> names = registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .filter(name -> name.startsWith("camel.doshii."))
                .collect(Collectors.toSet());

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "camel.doshii.events",
                        "camel.doshii.messages.malformed",
                        "camel.doshii.connects",
                        "camel.doshii.connect.time",
                        "camel.doshii.disconnects",
                        "camel.doshii.heartbeat.round.trip",
                        "camel.doshii.reading.paused",
                        "camel.doshii.recovery.scans",
                        "camel.doshii.recovery.rows",
                        "camel.doshii.gaps",
                        "camel.doshii.rest.calls",
                        "camel.doshii.connection.state",
                        "camel.doshii.last.message.age",
                        "camel.doshii.queue.depth",
                        "camel.doshii.position.age");
    }

    @Test
    void tags_are_the_same_whatever_the_service_sends() {
        Set<Meter.Id> before = ids();
        simulator().emit("<script>", "{\"id\":\"secret-id\",\"locationId\":\"secret-location\"}");
        awaitAtLeast(1, "camel.doshii.events", "type", "other", "origin", "socket");

        assertThat(ids()).isEqualTo(before);
        assertThat(before.stream()
                        .flatMap(id -> id.getTags().stream())
                        .map(Tag::getKey)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "camelContext",
                        "environment",
                        "route",
                        "type",
                        "origin",
                        "outcome",
                        "cause",
                        "kind",
                        "operation",
                        "status",
                        "state");
    }

    private Set<Meter.Id> ids() {
        return registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
    }
}
