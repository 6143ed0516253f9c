package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are no proper list: none of them is taken for an empty one, and a bad row costs no good one. */
class RecoveryBadAnswersTest extends RecoveryTestSupport {

    @BeforeEach
    void start() {
        simulate();
        connect(options -> {
            options.setEvents("order_created,order_updated,transaction_*");
            options.setCatchUpOverlap(1_000);
        });
    }

    private static Fault once(String path, Action action) {
        return Fault.on(Match.rest("GET", path)).then(action).once();
    }

    private static Action json(String body) {
        return Actions.answer(200, Map.of("Content-Type", "application/json"), body);
    }

    @Test
    void an_html_page_with_status_200_is_asked_for_again() {
        connectedOnceMoreWith(once("/orders", Actions.htmlPage()));

        assertThat(warnings()).filteredOn(line -> line.contains("HTML")).hasSize(1);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void an_html_page_in_place_of_the_locations_is_asked_for_again() {
        connectedOnceMoreWith(once("/locations", Actions.htmlPage()));

        assertThat(gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[",
                "{\"rows\":7}",
                "{\"count\":5,\"offset\":0,\"limit\":100,\"rows\":[{\"id\":\"1\""
            })
    void what_is_no_list_is_asked_for_again(String body) {
        connectedOnceMoreWith(once("/orders", json(body)));

        assertThat(gaps()).isEmpty();
    }

    @Test
    void a_page_that_is_cut_off_is_asked_for_again() {
        connectedOnceMoreWith(Fault.on(Match.rest("GET", "/orders"))
                .onRest(Actions.truncate(100, true))
                .once());
    }

    @Test
    void a_malformed_row_is_told_once_and_counted_and_the_others_are_delivered() {
        String now = Instant.now().toString();
        String good =
                "{\"id\":\"good\",\"status\":\"pending\",\"createdAt\":\"" + now + "\",\"updatedAt\":\"" + now + "\"}";
        Fault page = Fault.on(Match.rest("GET", "/orders"))
                .then(json("{\"count\":4,\"offset\":0,\"limit\":100,\"rows\":[7,{\"status\":\"pending\"}," + good
                        + ",null]}"))
                .times(Fault.ALWAYS);
        keepingFaults(page);

        awaitSeen("good");
        awaitRecovered();
        // The window is asked for once more.
        await().atMost(LIMIT).until(() -> consumer().getUnreadableRows() == 6);
        assertThat(of("good")).hasSize(1);
        assertThat(warnings())
                .filteredOn(line -> line.contains("cannot be read"))
                .singleElement()
                .asString()
                .contains("3 rows of orders of location " + location(), "not an object");
    }

    @Test
    void a_malformed_transaction_in_an_order_is_told_and_counted_and_the_rest_is_delivered() {
        String now = Instant.now().toString();
        String times = "\"createdAt\":\"" + now + "\",\"updatedAt\":\"" + now + "\"";
        keepingFaults(Fault.on(Match.rest("GET", "/orders"))
                .then(json("{\"count\":1,\"offset\":0,\"limit\":100,\"rows\":[{\"id\":\"o\"," + times
                        + ",\"transactions\":[{" + times + "},{\"id\":\"t\"," + times + "}]}]}"))
                .once());

        awaitSeen("o", "t");
        assertThat(consumer().getUnreadableRows()).isEqualTo(1);
        assertThat(warnings()).anyMatch(line -> line.contains("cannot be read"));
    }

    @Test
    void a_location_without_an_id_is_told_and_the_others_are_asked() {
        String id = location();
        keepingFaults(Fault.on(Match.rest("GET", "/locations"))
                .then(json("[{},{\"id\":\"" + id + "\"}]"))
                .once());

        awaitRecovered();
        assertThat(calls("/orders", id)).isNotEmpty();
        assertThat(warnings()).anyMatch(line -> line.contains("rows of locations cannot be read"));
    }

    private void connectedOnceMoreWith(Fault fault) {
        List<String> orders = keepingFaults(fault);
        awaitSeen(orders.toArray(String[]::new));
        orders.forEach(id -> assertThat(of(id)).extracting(Seen::type).containsExactly("order_created"));
    }

    private List<String> keepingFaults(Fault fault) {
        List<String> orders = new ArrayList<>();
        outageKeepingFaults(() -> {
            simulator.faults().add(fault);
            for (int i = 0; i < 5; i++) {
                orders.add(simulator.orders().create().id());
            }
        });
        return orders;
    }
}
