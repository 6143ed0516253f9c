package io.github.cameldoshii.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionsToJmsIT {

    private static final String CREATED = "{ \"id\":55120,\"locationId\":\"aH43\",\"status\":\"requested\","
            + "\"version\":\"v3\",\"requestData\":{\"accountId\":\"GC-\u00e9\"}}";

    @TempDir
    Path temp;

    private ArtemisBroker broker;
    private Folder deadLetters;
    private ShippedRoutes routes;

    @BeforeEach
    void start() throws Exception {
        broker = new ArtemisBroker(temp.resolve("broker"));
        broker.start();
        deadLetters = new Folder(temp.resolve("dead"));
        routes = ShippedRoutes.start(
                Map.of(
                        "artemis.url",
                        broker.url(),
                        "transactions.retryDelay",
                        "50",
                        "transactions.maxRetryDelay",
                        "200",
                        "transactions.deadLetters",
                        deadLetters.path().toString()),
                "transactions-to-jms.yaml");
    }

    @AfterEach
    void stop() throws Exception {
        routes.close();
        broker.stop();
    }

    @Test
    void the_message_is_persistent_text_with_the_body_as_it_arrived_and_properties_that_a_selector_can_name()
            throws Exception {
        routes.emit("order_created", "{\"id\":\"1\"}");
        routes.emit("transaction_created", CREATED);

        Message message = broker.receive("transactions", 1).get(0);
        assertThat(message.getBody(String.class)).isEqualTo(CREATED);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSType()).isEqualTo("transaction_created");
        assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("aH43/55120");
        assertThat(properties(message))
                .containsExactlyInAnyOrder(
                        "DoshiiEventType=transaction_created",
                        "DoshiiEntityId=55120",
                        "DoshiiLocationId=aH43",
                        "DoshiiStatus=requested",
                        "DoshiiVersion=v3",
                        "DoshiiOrigin=socket",
                        "DoshiiEnvironment=simulator",
                        "DoshiiReceivedAt=" + message.getLongProperty("DoshiiReceivedAt"));
    }

    @Test
    void transactions_of_two_locations_that_have_the_same_id_are_of_two_groups() throws Exception {
        routes.emit("transaction_created", "{\"id\":\"7\",\"locationId\":\"A\"}");
        routes.emit("transaction_created", "{\"id\":\"7\",\"locationId\":\"B\"}");

        List<Message> messages = broker.receive("transactions", 2);
        assertThat(messages.get(0).getStringProperty("JMSXGroupID")).isEqualTo("A/7");
        assertThat(messages.get(1).getStringProperty("JMSXGroupID")).isEqualTo("B/7");
    }

    @Test
    void while_the_broker_is_away_events_wait_and_arrive_in_order_once_it_is_back() throws Exception {
        routes.emit("transaction_created", "{\"id\":\"0\"}");
        assertThat(broker.receive("transactions", 1)).hasSize(1);
        broker.stop();

        IntStream.range(1, 21).forEach(i -> routes.emit("transaction_updated", "{\"id\":\"" + i + "\"}"));
        await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() >= 3);
        broker.start();

        assertThat(bodies(broker.receive("transactions", 20)))
                .containsExactlyElementsOf(IntStream.range(1, 21)
                        .mapToObj(i -> "{\"id\":\"" + i + "\"}")
                        .toList());
        assertThat(routes.simulator().connections()).hasSize(1);
        assertThat(deadLetters.names()).isEmpty();
    }

    @Test
    void what_still_waits_when_the_program_is_stopped_is_in_the_dead_letters() throws Exception {
        broker.stop();
        List<String> bodies =
                IntStream.range(0, 5).mapToObj(i -> "{\"id\":\"" + i + "\"}").toList();
        bodies.forEach(body -> routes.emit("transaction_updated", body));
        await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() > 0);
        await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.inFlight() == 5);

        routes.stop();

        assertThat(deadLetters.contents(".json")).containsExactlyElementsOf(bodies);
        assertThat(deadLetters.contents(".reason.txt")).hasSize(5).allSatisfy(reason -> assertThat(reason)
                .contains("transaction_updated"));
    }

    private static List<String> properties(Message message) throws JMSException {
        List<String> names = new ArrayList<>();
        ((Enumeration<?>) message.getPropertyNames()).asIterator().forEachRemaining(name -> names.add(name.toString()));
        return names.stream()
                .filter(name -> !name.startsWith("JMSX"))
                .map(name -> name + "=" + property(message, name))
                .toList();
    }

    private static Object property(Message message, String name) {
        try {
            return message.getObjectProperty(name);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> bodies(List<Message> messages) {
        return messages.stream().map(TransactionsToJmsIT::body).toList();
    }

    private static String body(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }
}
