package io.github.cameldoshii.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.cameldoshii.routes.NastyEvents.Event;
import io.github.cameldoshii.routes.SharedServers.KafkaServer;
import io.github.cameldoshii.routes.SharedServers.PostgresServer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What routes/README.md promises of every shipped route, tried on all of them at once. */
@ExtendWith(SharedServers.class)
class TheRuleOfAllRoutesIT {

    private static final String[] ALL = {
        "events-to-kafka.yaml",
        "events-to-postgres.yaml",
        "filter-by-type.yaml",
        "orders-to-files.yaml",
        "orders-to-http.yaml",
        "transactions-to-jms.yaml"
    };

    @RegisterExtension
    static final WireMockExtension service =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @TempDir
    Path temp;

    @Test
    void every_odd_event_is_delivered_unchanged_or_a_dead_letter_at_once_and_holds_nothing_up(
            PostgresServer postgres, KafkaServer kafka) throws Exception {
        Database database = postgres.create("rule");
        kafka.create("rule");
        service.stubFor(post("/orders").willReturn(ok()));
        ArtemisBroker broker = new ArtemisBroker(temp.resolve("broker"));
        broker.start();
        Map<String, String> properties = new HashMap<>(folders());
        properties.putAll(database.properties());
        properties.put("kafka.brokers", kafka.brokers());
        properties.put("kafka.topic", "rule");
        properties.put("orders.http.url", service.url("/orders"));
        properties.put("artemis.url", broker.url());
        List<Event> events = NastyEvents.all();
        try (ShippedRoutes routes = ShippedRoutes.start(properties, ALL)) {
            events.forEach(event -> routes.emit(event.type(), event.data()));
            await().atMost(ShippedRoutes.PATIENCE)
                    .until(() -> database.events()
                                            + deadLetters("events-to-postgres").size()
                                    == events.size()
                            && routes.inFlight() == 0);
            assertThat(routes.retries()).isZero();

            requireAll(bodies(events, this::isOrder), folder("orders").contents(".json"), "orders-to-files");
            requireAll(bodies(events, this::isOrder), posted(), "orders-to-http");
            List<String> transactions = bodies(events, this::isTransaction);
            requireAll(
                    transactions,
                    texts(
                            broker,
                            transactions.size()
                                    - deadLetters("transactions-to-jms").size()),
                    "transactions-to-jms");
            List<String> all = bodies(events, event -> true);
            requireAll(
                    all,
                    KafkaTopic.read(
                                    kafka.brokers(),
                                    "rule",
                                    all.size() - deadLetters("events-to-kafka").size())
                            .stream()
                            .map(ConsumerRecord::value)
                            .toList(),
                    "events-to-kafka");
            requireAllSorted(events);
        } finally {
            broker.stop();
        }
        // Written and read as UTF-8, whatever they are about.
        for (String route : routeIds()) {
            assertThat(folder("dead/" + route).contents(".reason.txt"))
                    .hasSameSizeAs(deadLetters(route))
                    .allSatisfy(reason -> assertThat(reason).containsPattern("reason: +\\S+"));
        }
        assertThat(deadLetters("filter-by-type")).isNotEmpty().allMatch(body -> !body.startsWith("{"));
        assertThat(deadLetters("events-to-postgres")).isNotEmpty();
    }

    @Test
    void what_waits_for_targets_that_hang_is_in_the_dead_letters_within_seconds_of_the_stop() throws Exception {
        Files.createFile(temp.resolve("blocked"));
        try (HangingServer hanging = new HangingServer()) {
            Map<String, String> properties = new HashMap<>(folders());
            properties.putAll(Map.of(
                    "orders.dir",
                    temp.resolve("blocked/orders").toString(),
                    "filter.dir",
                    temp.resolve("blocked/filtered").toString(),
                    "orders.http.url",
                    "http://" + hanging.address() + "/orders",
                    "orders.http.timeout",
                    "60000",
                    "kafka.brokers",
                    hanging.address(),
                    "kafka.timeout",
                    "60000",
                    "artemis.url",
                    "tcp://" + hanging.address(),
                    "postgres.url",
                    "jdbc:postgresql://" + hanging.address() + "/none"));
            ShippedRoutes routes = ShippedRoutes.start(properties, ALL);
            List<String> orders = waiting(routes, "order_created");
            List<String> transactions = waiting(routes, "transaction_created");
            List<String> both = new ArrayList<>(orders);
            both.addAll(transactions);
            // In two routes 15, in one 15 that are new orders and 15 more, in two all 30.
            await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.inFlight() == 15 + 15 + 15 + 30 + 30 + 30);

            long begin = System.nanoTime();
            routes.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));

            assertThat(deadLetters("orders-to-http")).containsExactlyElementsOf(orders);
            assertThat(deadLetters("orders-to-files")).containsExactlyElementsOf(orders);
            assertThat(deadLetters("transactions-to-jms")).containsExactlyElementsOf(transactions);
            assertThat(deadLetters("events-to-postgres")).containsExactlyElementsOf(both);
            assertThat(deadLetters("events-to-kafka")).containsExactlyElementsOf(both);
            assertThat(deadLetters("filter-by-type")).containsExactlyElementsOf(both);
            assertThat(folder("dead/orders-to-files").contents(".reason.txt"))
                    .allMatch(reason -> reason.contains("Not a directory"));
        }
    }

    private static List<String> waiting(ShippedRoutes routes, String type) {
        List<String> bodies = IntStream.range(0, 15)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"status\":\"pending\",\"of\":\"" + type + "\"}")
                .toList();
        bodies.forEach(body -> routes.emit(type, body));
        return bodies;
    }

    private Map<String, String> folders() {
        return Map.of(
                "orders.dir", folder("orders").path().toString(),
                "filter.dir", folder("filtered").path().toString(),
                "orders.deadLetters", dead("orders-to-files"),
                "filter.deadLetters", dead("filter-by-type"),
                "orders.http.deadLetters", dead("orders-to-http"),
                "transactions.deadLetters", dead("transactions-to-jms"),
                "postgres.deadLetters", dead("events-to-postgres"),
                "kafka.deadLetters", dead("events-to-kafka"));
    }

    private static List<String> routeIds() {
        return List.of(ALL).stream().map(file -> file.replace(".yaml", "")).toList();
    }

    private void requireAll(List<String> events, Collection<String> delivered, String route) {
        List<String> found = new ArrayList<>(delivered);
        found.addAll(deadLetters(route));
        List<String> missing = new ArrayList<>(events);
        List<String> unexpected = new ArrayList<>(found);
        found.forEach(missing::remove);
        events.forEach(unexpected::remove);
        assertThat(missing).as("missing in " + route).isEmpty();
        assertThat(unexpected).as("unexpected in " + route).isEmpty();
    }

    /** One event a line, unless it has lines of its own; orders that are not new are in no file. */
    private void requireAllSorted(List<Event> events) {
        String files = String.join("", folder("filtered").contents(".jsonl"));
        List<String> missing = bodies(events, event -> !isOrder(event)).stream()
                .filter(body -> !files.contains(body + "\n"))
                .filter(body -> !deadLetters("filter-by-type").contains(body))
                .toList();
        assertThat(missing).isEmpty();
    }

    private boolean isOrder(Event event) {
        return event.type().startsWith("order_");
    }

    private boolean isTransaction(Event event) {
        return event.type().startsWith("transaction_");
    }

    private static List<String> bodies(List<Event> events, Predicate<Event> which) {
        return events.stream().filter(which).map(Event::data).toList();
    }

    private static List<String> posted() {
        return service.getAllServeEvents().stream()
                .map(event -> event.getRequest().getBodyAsString())
                .toList();
    }

    private static List<String> texts(ArtemisBroker broker, int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (Message message : broker.receive("transactions", count)) {
            texts.add(message.getBody(String.class));
        }
        return texts;
    }

    private List<String> deadLetters(String route) {
        return folder("dead/" + route).contents(".json");
    }

    private String dead(String route) {
        return folder("dead/" + route).path().toString();
    }

    private Folder folder(String name) {
        return new Folder(temp.resolve(name));
    }
}
