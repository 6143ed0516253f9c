package io.github.cameldoshii.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.position.AtomicFileStateRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersToFilesIT {

    @TempDir
    Path temp;

    private Folder orders;
    private ShippedRoutes routes;

    @BeforeEach
    void start() {
        Path folder = temp.resolve("a").resolve("orders");
        orders = new Folder(folder);
        routes = ShippedRoutes.start(
                Map.of(
                        "orders.dir", folder.toString(),
                        "orders.deadLetters", temp.resolve("dead").toString()),
                "orders-to-files.yaml");
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void every_order_event_is_one_file_that_holds_the_body_as_it_arrived() {
        String body = "{ \"id\":\"90211\",\"status\":\"accepted\", \"note\":\"caf\u00e9 \u2615\"}";

        routes.emit("table_updated", "{\"name\":\"T1\"}");
        routes.emit("order_created", body);

        assertThat(orders.awaitFiles(1).contents(".json")).containsExactly(body);
        assertThat(orders.names().get(0)).matches("\\d{8}T\\d{9}Z-[0-9A-F]+-\\d{16}-order_created-90211\\.json");
    }

    @Test
    void files_sorted_by_name_are_in_the_order_of_arrival() {
        List<String> bodies = IntStream.range(0, 50)
                .mapToObj(i -> "{\"id\":\"7\",\"status\":\"s" + i + "\"}")
                .toList();

        bodies.forEach(body -> routes.emit("order_updated", body));

        assertThat(orders.awaitFiles(50).contents(".json")).containsExactlyElementsOf(bodies);
    }

    @Test
    void the_same_event_again_is_a_file_of_its_own() {
        routes.emit("order_updated", "{\"id\":\"1\"}");
        routes.emit("order_updated", "{\"id\":\"1\"}");

        assertThat(orders.awaitFiles(2).contents(".json")).containsExactly("{\"id\":\"1\"}", "{\"id\":\"1\"}");
    }

    @Test
    void what_comes_from_outside_cannot_name_a_file_elsewhere() {
        List<String> ids = List.of(
                "../../etc/passwd",
                "..",
                "a/b",
                "c:\\\\d",
                "\u00e9\u2615",
                "line\\nbreak",
                "nul\\u0000",
                "${exchangeId}",
                "$simple{body}",
                "x".repeat(4_000));

        ids.forEach(id -> routes.emit("order_updated", "{\"id\":\"" + id + "\"}"));
        routes.emit("order_../../../escaped", "{\"id\":\"2\"}");
        routes.emit("order_updated", "{}");

        orders.awaitFiles(ids.size() + 2);
        assertThat(orders.names().subList(0, ids.size() + 1))
                .allMatch(name -> name.endsWith("-order-with-unusual-id.json") && name.length() < 100);
        assertThat(orders.names()).allMatch(name -> name.matches("[A-Za-z0-9_-]+\\.json"));
        assertThat(new Folder(temp).names()).containsExactly("a");
        assertThat(new Folder(temp.resolve("a")).names()).containsExactly("orders");
    }

    @Test
    void an_id_too_long_for_the_component_leaves_no_trace_and_holds_nothing_up() {
        routes.emit("order_updated", "{\"id\":\"" + "x".repeat(10_000) + "\"}");
        routes.emit("order_updated", "{\"id\":\"next\"}");

        assertThat(orders.awaitFiles(1).names().get(0)).endsWith("-order_updated-next.json");
    }

    @Test
    void while_the_disk_refuses_the_event_waits_and_none_is_lost() throws Exception {
        // A file where the folder should be: unlike missing rights, that stops root too.
        Path parent = temp.resolve("a");
        assertThat(parent).doesNotExist();
        Files.createFile(parent);
        routes.emit("order_created", "{\"id\":\"1\"}");
        routes.emit("order_created", "{\"id\":\"2\"}");
        await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() > 0);

        Files.delete(parent);

        assertThat(orders.awaitFiles(2).contents(".json")).containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
    }

    @Test
    void what_is_not_even_a_dead_letter_when_the_stop_is_over_is_written_after_the_next_start() throws Exception {
        routes.close();
        routes = ShippedRoutes.start(
                Map.of(
                        "orders.dir",
                        orders.path().toString(),
                        "orders.deadLetters",
                        temp.resolve("a").resolve("dead").toString(),
                        "camel.beans.positions",
                        "#class:" + AtomicFileStateRepository.class.getName(),
                        "camel.beans.positions.file",
                        temp.resolve("positions").toString(),
                        "camel.component.doshii.state-repository",
                        "#bean:positions",
                        // So that a position that has moved too far is noticed.
                        "camel.component.doshii.heartbeat-interval",
                        "100ms",
                        "camel.component.doshii.catch-up-overlap",
                        "100ms"),
                "orders-to-files.yaml");
        Files.createFile(temp.resolve("a"));
        String id = routes.simulator().orders().create().id();
        await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() > 1);
        // Between two tries, which are 1 s, 2 s, 4 s apart.
        routes.stopWithin(Duration.ofMillis(1_500));
        Files.delete(temp.resolve("a"));

        routes = routes.again();

        assertThat(orders.awaitFiles(1).names().get(0)).endsWith("-order_created-" + id + ".json");
    }
}
