package io.github.cameldoshii.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
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
}
