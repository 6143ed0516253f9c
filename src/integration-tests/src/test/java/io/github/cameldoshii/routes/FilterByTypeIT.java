package io.github.cameldoshii.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterByTypeIT {

    @TempDir
    Path temp;

    @Test
    void events_are_sorted_by_type_by_status_and_by_a_field_of_the_body() {
        Folder filtered = new Folder(temp.resolve("filtered"));
        String giftCard = "{ \"id\":\"5\",\"status\":\"requested\",\"requestData\":{\"accountId\":\"GC-1\"} }";
        try (ShippedRoutes routes =
                ShippedRoutes.start(Map.of("filter.dir", filtered.path().toString()), "filter-by-type.yaml")) {
            routes.emit("order_created", "{\"id\":\"1\",\"status\":\"pending\"}");
            routes.emit("order_created", "{\"id\":\"2\",\"status\":\"accepted\"}");
            routes.emit("order_updated", "{\"id\":\"3\",\"status\":\"pending\"}");
            routes.emit("order_created", "{\"id\":\"4\",\"status\":\"pending\",\"note\":\"caf\u00e9\"}");
            routes.emit("transaction_created", giftCard);
            routes.emit("transaction_updated", "{\"id\":\"6\",\"requestData\":{}}");
            routes.emit("transaction_updated", "{\"id\":\"7\",\"requestData\":\"odd\",\"status\":\"waiting\"}");
            routes.emit("booking_created", "{\"id\":\"8\",\"requestData\":{\"accountId\":\"x\"}}");
            routes.emit("table_bulk_updated", "");

            await().atMost(ShippedRoutes.PATIENCE)
                    .until(() -> filtered.lines("other.jsonl").size() == 2);
        }
        assertThat(filtered.lines("new-orders.jsonl"))
                .containsExactly(
                        "{\"id\":\"1\",\"status\":\"pending\"}",
                        "{\"id\":\"4\",\"status\":\"pending\",\"note\":\"caf\u00e9\"}");
        assertThat(filtered.lines("gift-cards.jsonl")).containsExactly(giftCard);
        assertThat(filtered.lines("payments.jsonl"))
                .containsExactly(
                        "{\"id\":\"6\",\"requestData\":{}}",
                        "{\"id\":\"7\",\"requestData\":\"odd\",\"status\":\"waiting\"}");
        assertThat(filtered.lines("other.jsonl"))
                .containsExactly("{\"id\":\"8\",\"requestData\":{\"accountId\":\"x\"}}", "{}");
        assertThat(filtered.names())
                .containsExactly("gift-cards.jsonl", "new-orders.jsonl", "other.jsonl", "payments.jsonl");
    }

    @Test
    void a_transaction_that_is_no_object_is_a_dead_letter_at_once_and_the_next_event_follows() {
        try (ShippedRoutes routes = start()) {
            routes.emit("transaction_created", "\"x\"");
            routes.emit("transaction_created", "{\"id\":\"1\"}");

            await().atMost(ShippedRoutes.PATIENCE)
                    .until(() -> filtered().lines("payments.jsonl").equals(List.of("{\"id\":\"1\"}")));
            assertThat(routes.retries()).isZero();
            assertThat(deadLetters().contents(".json")).containsExactly("\"x\"");
            assertThat(deadLetters().contents(".reason.txt").get(0)).contains("transaction_created", "Cannot index");
        }
    }

    @Test
    void while_files_cannot_be_written_events_wait_and_are_written_in_order_afterwards() throws Exception {
        Path folder = Files.createFile(filtered().path());
        try (ShippedRoutes routes = start()) {
            routes.emit("transaction_created", "{\"id\":\"1\"}");
            routes.emit("transaction_created", "{\"id\":\"2\"}");
            await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() > 0);

            Files.delete(folder);

            await().atMost(ShippedRoutes.PATIENCE)
                    .until(() ->
                            filtered().lines("payments.jsonl").equals(List.of("{\"id\":\"1\"}", "{\"id\":\"2\"}")));
            assertThat(deadLetters().names()).isEmpty();
        }
    }

    private ShippedRoutes start() {
        return ShippedRoutes.start(
                Map.of(
                        "filter.dir",
                        filtered().path().toString(),
                        "filter.deadLetters",
                        deadLetters().path().toString()),
                "filter-by-type.yaml");
    }

    private Folder filtered() {
        return new Folder(temp.resolve("filtered"));
    }

    private Folder deadLetters() {
        return new Folder(temp.resolve("dead"));
    }
}
