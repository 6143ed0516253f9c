package io.github.cameldoshii.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.cameldoshii.routes.SharedServers.KafkaServer;
import io.github.cameldoshii.routes.SharedServers.PostgresServer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServers.class)
class RoutesTogetherIT {

    private static final String ORDER = "{\"id\":\"90211\",\"locationId\":\"aH43\",\"status\":\"pending\"}";
    private static final String TRANSACTION = "{\"id\":\"55120\",\"locationId\":\"aH43\",\"status\":\"requested\"}";

    @RegisterExtension
    static final WireMockExtension service =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @TempDir
    Path temp;

    @Test
    void three_routes_share_one_socket() {
        Map<String, String> properties = Map.of(
                "orders.dir", folder("orders").path().toString(),
                "filter.dir", folder("filtered").path().toString(),
                "orders.http.url", service.url("/orders"));
        service.stubFor(post("/orders").willReturn(ok()));
        try (ShippedRoutes routes =
                ShippedRoutes.start(properties, "orders-to-files.yaml", "filter-by-type.yaml", "orders-to-http.yaml")) {
            routes.emit("order_created", ORDER);

            assertThat(folder("orders").awaitFiles(1).contents(".json")).containsExactly(ORDER);
            await().atMost(ShippedRoutes.PATIENCE)
                    .until(() -> folder("filtered").lines("new-orders.jsonl").equals(List.of(ORDER)));
            await().atMost(ShippedRoutes.PATIENCE)
                    .until(() -> service.getAllServeEvents().size() == 1);
            assertThat(routes.simulator().openConnections()).isEqualTo(1);
            assertThat(routes.simulator().connections()).hasSize(1);
        }
    }

    @Test
    void all_shipped_routes_run_side_by_side_with_one_configuration(PostgresServer postgres, KafkaServer kafka)
            throws Exception {
        service.stubFor(post("/orders").willReturn(ok()));
        Database database = postgres.create("together");
        kafka.create("together");
        ArtemisBroker broker = new ArtemisBroker(temp.resolve("broker"));
        broker.start();
        Map<String, String> properties = new HashMap<>(database.properties());
        properties.put("orders.dir", folder("orders").path().toString());
        properties.put("orders.http.url", service.url("/orders"));
        properties.put("artemis.url", broker.url());
        properties.put("filter.dir", folder("filtered").path().toString());
        properties.put("kafka.brokers", kafka.brokers());
        properties.put("kafka.topic", "together");
        try (ShippedRoutes routes = ShippedRoutes.start(properties, shippedFiles())) {
            routes.emit("order_created", ORDER);
            routes.emit("transaction_created", TRANSACTION);

            assertThat(broker.receive("transactions", 1)).hasSize(1).allSatisfy(RoutesTogetherIT::isTheTransaction);
            assertThat(folder("orders").awaitFiles(1).contents(".json")).containsExactly(ORDER);
            await().atMost(ShippedRoutes.PATIENCE).until(() -> database.events() == 2);
            assertThat(KafkaTopic.read(kafka.brokers(), "together", 2)).hasSize(2);
            await().atMost(ShippedRoutes.PATIENCE)
                    .until(() -> service.getAllServeEvents().size() == 1);
            await().atMost(ShippedRoutes.PATIENCE)
                    .until(() -> folder("filtered").lines("payments.jsonl").equals(List.of(TRANSACTION)));
            assertThat(routes.simulator().openConnections()).isEqualTo(1);
            assertThat(routes.simulator().connections()).hasSize(1);
            assertThat(routes.retries()).isZero();
        } finally {
            broker.stop();
        }
    }

    private static void isTheTransaction(Message message) {
        try {
            assertThat(message.getBody(String.class)).isEqualTo(TRANSACTION);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    private static String[] shippedFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toArray(String[]::new);
        }
    }

    private Folder folder(String name) {
        return new Folder(temp.resolve(name));
    }
}
