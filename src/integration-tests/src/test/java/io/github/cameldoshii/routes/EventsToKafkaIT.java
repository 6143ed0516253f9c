package io.github.cameldoshii.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.routes.SharedServers.KafkaServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServers.class)
class EventsToKafkaIT {

    @TempDir
    Path temp;

    private final String topic = "events-" + UUID.randomUUID();

    @Test
    void the_record_has_the_body_as_value_the_entity_or_else_the_location_as_key_and_headers_that_say_what_it_is(
            KafkaServer kafka) {
        String body = "{ \"id\":90211,\"locationId\":\"aH43\",\"status\":\"accepted\",\"note\":\"caf\u00e9\"}";
        try (ShippedRoutes routes = start(kafka)) {
            routes.emit("order_created", body);
            routes.emit("menu_updated", "{\"locationId\":\"aH43\"}");
            routes.emit("member_created", "");

            List<ConsumerRecord<String, String>> records = KafkaTopic.read(kafka.brokers(), topic, 3);
            ConsumerRecord<String, String> order =
                    withKey(records, "aH43/90211").get(0);
            assertThat(order.value()).isEqualTo(body);
            Map<String, String> headers = headers(order.headers());
            assertThat(headers.remove("DoshiiReceivedAt")).isNotEmpty();
            assertThat(headers)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "DoshiiEventType", "order_created",
                            "DoshiiEntity", "order",
                            "DoshiiEntityId", "90211",
                            "DoshiiLocationId", "aH43",
                            "DoshiiStatus", "accepted",
                            "DoshiiOrigin", "socket",
                            "DoshiiEnvironment", "simulator"));
            assertThat(withKey(records, "aH43")).hasSize(1);
            assertThat(withKey(records, null).get(0).value()).isEqualTo("{}");
        }
    }

    @Test
    void events_of_one_entity_are_in_one_partition_in_order(KafkaServer kafka) {
        try (ShippedRoutes routes = start(kafka)) {
            IntStream.range(0, 100)
                    .forEach(i -> routes.emit("order_updated", "{\"id\":\"" + i % 10 + "\",\"status\":\"" + i + "\"}"));

            List<ConsumerRecord<String, String>> records = KafkaTopic.read(kafka.brokers(), topic, 100);
            assertThat(records.stream()
                            .map(ConsumerRecord::partition)
                            .distinct()
                            .count())
                    .isGreaterThan(1);
            for (int id = 0; id < 10; id++) {
                List<ConsumerRecord<String, String>> ofOne = withKey(records, "/" + id);
                assertThat(ofOne.stream().map(ConsumerRecord::partition).distinct())
                        .hasSize(1);
                int first = id;
                assertThat(ofOne.stream().map(ConsumerRecord::value))
                        .containsExactlyElementsOf(IntStream.range(0, 10)
                                .mapToObj(i -> "{\"id\":\"" + first + "\",\"status\":\"" + (first + 10 * i) + "\"}")
                                .toList());
            }
        }
    }

    @Test
    void a_record_too_large_for_the_topic_becomes_a_dead_letter_and_the_next_one_is_sent(KafkaServer kafka) {
        // The component's own limit, 1 MiB for the frame, is a little more than Kafka's for a record with its headers.
        String large = "{\"id\":\"1\",\"note\":\"" + "x".repeat((1 << 20) - 100) + "\"}";
        try (ShippedRoutes routes = start(kafka)) {
            routes.emit("order_updated", large);
            routes.emit("order_updated", "{\"id\":\"2\"}");

            assertThat(KafkaTopic.read(kafka.brokers(), topic, 1).get(0).key()).isEqualTo("/2");
            assertThat(deadLetters().awaitFiles(2).contents(".json")).containsExactly(large);
            assertThat(deadLetters().contents(".reason.txt").get(0)).contains("max.request.size");
        }
    }

    @Test
    void the_route_starts_without_brokers_and_what_waits_at_the_stop_is_in_the_dead_letters() {
        try (ShippedRoutes routes = start("no-such-host.invalid:9092")) {
            routes.emit("order_created", "{\"id\":\"1\"}");
            routes.emit("order_created", "{\"id\":\"2\"}");
            await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() > 0);
            await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.inFlight() == 2);

            routes.stop();

            assertThat(deadLetters().contents(".json")).containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
        }
    }

    @Test
    void while_the_topic_is_missing_events_wait_and_are_sent_in_order_once_it_is_there(KafkaServer kafka) {
        try (ShippedRoutes routes = start(kafka.brokers(), "1000")) {
            routes.emit("order_created", "{\"id\":\"1\"}");
            routes.emit("order_updated", "{\"id\":\"1\",\"status\":\"accepted\"}");
            await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() > 0);

            kafka.create(topic);

            assertThat(KafkaTopic.read(kafka.brokers(), topic, 2).stream().map(ConsumerRecord::value))
                    .containsExactly("{\"id\":\"1\"}", "{\"id\":\"1\",\"status\":\"accepted\"}");
            assertThat(deadLetters().names()).isEmpty();
        }
    }

    @Test
    void orders_of_two_locations_that_have_the_same_id_have_different_keys(KafkaServer kafka) {
        try (ShippedRoutes routes = start(kafka)) {
            routes.emit("order_created", "{\"id\":\"7\",\"locationId\":\"A\"}");
            routes.emit("order_created", "{\"id\":\"7\",\"locationId\":\"B\"}");

            assertThat(KafkaTopic.read(kafka.brokers(), topic, 2).stream().map(ConsumerRecord::key))
                    .containsExactlyInAnyOrder("A/7", "B/7");
        }
    }

    private ShippedRoutes start(KafkaServer kafka) {
        kafka.create(topic);
        return start(kafka.brokers());
    }

    private ShippedRoutes start(String brokers) {
        return start(brokers, "30000");
    }

    private ShippedRoutes start(String brokers, String timeout) {
        return ShippedRoutes.start(
                Map.of(
                        "kafka.timeout",
                        timeout,
                        "kafka.brokers",
                        brokers,
                        "kafka.topic",
                        topic,
                        "kafka.retryDelay",
                        "100",
                        "kafka.deadLetters",
                        deadLetters().path().toString()),
                "events-to-kafka.yaml");
    }

    private Folder deadLetters() {
        return new Folder(temp.resolve("dead"));
    }

    private static List<ConsumerRecord<String, String>> withKey(
            List<ConsumerRecord<String, String>> records, String key) {
        return records.stream().filter(r -> Objects.equals(r.key(), key)).toList();
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> found = new HashMap<>();
        StreamSupport.stream(headers.spliterator(), false)
                .forEach(header -> found.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return found;
    }
}
