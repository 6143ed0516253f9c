package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one location whose lists cannot be had does to the others, and to the position. */
class RecoveryBrokenLocationTest extends RecoveryTestSupport {

    private static final String BROKEN = "broken";

    /** No event type that no list has, of which a gap would be told each time. */
    private static final String LISTED = "order_created,order_updated,transaction_*,checkin_created,checkin_updated";

    private String good;
    private String lost;

    @BeforeEach
    void start() {
        simulate();
        simulator.locations().create(Map.of("id", BROKEN));
    }

    private void connect() {
        connect(options -> {
            options.setEvents(LISTED);
            options.setCatchUpOverlap(1_000);
        });
    }

    private void changeBoth() {
        good = simulator.orders().create(location(), Map.of()).id();
        lost = simulator.orders().create(BROKEN, Map.of()).id();
    }

    @Test
    void that_answers_500_for_ever_delays_no_other_and_is_recovered_when_it_is_well_again() {
        connect();

        simulator.faults().add(always("/orders", BROKEN, 500));
        outageKeepingFaults(this::changeBoth);
        awaitSeen(good);

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(health().getMessage().orElse("")).contains("orders of location broken", "status 500");
        });
        await().atMost(LIMIT).until(() -> calls("/orders", BROKEN).size() >= 3);
        assertThat(of(lost)).isEmpty();
        assertThat(statuses()).doesNotContain("recovered", "gap");
        assertThat(warnings())
                .filteredOn(line -> line.contains("orders of location broken"))
                .hasSize(1);

        simulator.faults().clear();

        awaitSeen(lost);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(health().getState()).isEqualTo(HealthCheck.State.UP));
        assertThat(of(lost)).extracting(Seen::type).containsExactly("order_created");
        assertThat(of(good)).hasSize(1);
    }

    @Test
    void that_answers_500_for_ever_holds_the_position_back_over_a_restart() {
        connect();
        simulator.faults().add(always("/orders", BROKEN, 500));
        outageKeepingFaults(this::changeBoth);
        awaitSeen(good);
        disconnect();

        simulator.faults().clear();
        connect();

        awaitSeen(lost);
        assertThat(of(lost)).extracting(Seen::origin).containsExactly("catchup");
    }

    @Test
    void that_answers_500_for_ever_does_not_keep_another_route_from_its_own_recovery() throws Exception {
        connect();
        simulator.faults().add(always("/orders", BROKEN, 500));
        outageKeepingFaults(this::changeBoth);
        awaitSeen(good);
        List<String> others = new CopyOnWriteArrayList<>();

        RouteBuilder.addRoutes(context, routes -> routes.from("doshii:simulator?initialCatchUp=1h")
                .routeId("other")
                .process(exchange ->
                        others.add(exchange.getMessage().getHeader(DoshiiConstants.ENTITY_ID, "", String.class))));

        await().atMost(LIMIT).until(() -> others.contains(good));
        assertThat(others).doesNotContain(lost);
        simulator.faults().clear();
        await().atMost(LIMIT).until(() -> others.contains(lost) && !of(lost).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void that_is_refused_for_good_is_announced_and_the_rest_goes_on(int status) {
        connect();

        simulator.faults().add(always("/orders", BROKEN, status));
        outageKeepingFaults(this::changeBoth);

        awaitSeen(good);
        awaitRecovered();
        assertThat(gaps())
                .singleElement()
                .asString()
                .contains("orders of location broken", "status " + status, "order_created", "transaction_updated");
        assertThat(consumer().getGaps()).isEqualTo(1);
        assertThat(health().getDetails().get("doshii.lastGap")).asString().contains("orders of location broken");
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        // Once, and once more after the location was found in the list of locations; the window is closed twice.
        await().atMost(LIMIT).until(() -> calls("/orders", BROKEN).size() == 4);
        assertThat(gaps()).hasSize(1);
        assertThat(of(lost)).isEmpty();
    }

    @Test
    void that_is_refused_for_good_is_still_shown_when_a_later_gap_has_only_lost_what_no_list_has() {
        connect(options -> {
            options.setEvents("order_*");
            options.setCatchUpOverlap(1_000);
        });
        simulator.faults().add(always("/orders", BROKEN, 404));
        outageKeepingFaults(this::changeBoth);
        awaitSeen(good);
        await().atMost(LIMIT).until(() -> gaps().size() >= 2);

        outage(() -> {});

        await().atMost(LIMIT)
                .until(() -> gaps().stream()
                                .filter(gap -> gap.contains("no list of these"))
                                .count()
                        >= 2);
        assertThat(health().getDetails().get("doshii.lastGap")).asString().contains("orders of location broken");
        assertThat(warnings())
                .filteredOn(line -> line.contains("order_preprocess"))
                .allMatch(line -> line.length() < 250);
    }

    @Test
    void that_is_refused_only_once_is_recovered() {
        connect();

        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "/orders", BROKEN))
                        .then(Actions.status(404))
                        .once());
        outageKeepingFaults(this::changeBoth);

        awaitSeen(good, lost);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void is_not_given_up_when_the_credentials_are_refused_and_not_the_location() {
        connect();

        simulator
                .faults()
                .add(Fault.on(Match.rest("GET", "*"))
                        .then(Actions.status(403))
                        .after(1)
                        .times(5));
        outageKeepingFaults(this::changeBoth);

        awaitSeen(good, lost);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void that_has_vanished_is_told_once_and_the_rest_goes_on() {
        connect();
        outage(() -> {});
        awaitRecovered();

        outage(() -> {
            changeBoth();
            simulator.locations().silently().delete(BROKEN);
        });

        awaitSeen(good);
        await().atMost(LIMIT).until(() -> !gaps().isEmpty());
        assertThat(gaps()).singleElement().asString().contains("location broken is not among those");
        outage(() -> {});
        await().atMost(LIMIT)
                .until(() -> statuses().stream().filter("recovered"::equals).count() >= 3);
        assertThat(gaps()).hasSize(1);
    }

    @Test
    void that_a_route_names_and_the_service_does_not_is_told() {
        connect(options -> {
            options.setEvents(LISTED);
            options.setLocationIds("nowhere," + location());
        });

        outage(this::changeBoth);

        awaitSeen(good);
        assertThat(gaps()).singleElement().asString().contains("location nowhere is not among those");
    }

    @Test
    void with_an_id_that_cannot_be_sent_is_told_and_the_rest_goes_on() {
        simulator.locations().create(Map.of("id", "no id\nat all"));
        connect();

        outage(this::changeBoth);

        awaitSeen(good, lost);
        awaitRecovered();
        assertThat(warnings()).anyMatch(line -> line.contains("orders of location no id?at all"));
        assertThat(gaps()).isNotEmpty().allMatch(gap -> gap.contains("no id?at all"));
    }
}
