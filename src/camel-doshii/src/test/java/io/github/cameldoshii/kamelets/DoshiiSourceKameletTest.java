package io.github.cameldoshii.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.DoshiiConstants;
import io.github.cameldoshii.DoshiiConsumer;
import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.RuntimeCamelException;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kamelet:doshii-source}. */
class DoshiiSourceKameletTest extends KameletTestSupport {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String TWO_ACCOUNTS =
            """
            - route:
                id: kitchen-events
                from:
                  uri: kamelet:doshii-source/kitchen
                  parameters: { events: "order_*" }
                  steps:
                    - to: mock:kitchen
            - route:
                id: bar-events
                from:
                  uri: kamelet:doshii-source/bar
                  steps:
                    - to: mock:bar
            """;

    private Map<String, String> twoAccounts() {
        Map<String, String> properties = new HashMap<>();
        properties.putAll(account("kitchen", KITCHEN_ID, KITCHEN_SECRET, simulator()));
        properties.putAll(account("bar", BAR_ID, BAR_SECRET, bar));
        return properties;
    }

    private static Map<String, String> account(String name, String clientId, String secret, DoshiiSimulator service) {
        String prefix = "camel.kamelet.doshii-source." + name + ".";
        return Map.of(
                prefix + "environment",
                "sandbox",
                prefix + "clientId",
                clientId,
                prefix + "clientSecret",
                secret,
                prefix + "socketUrl",
                service.socketUrl(),
                prefix + "apiUrl",
                service.apiUrl());
    }

    @Test
    void receives_from_two_accounts_side_by_side() throws Exception {
        start(twoAccounts(), TWO_ACCOUNTS);
        awaitConnections(1);
        await().atMost(SOON).until(() -> bar.openConnections() == 1);
        mock("kitchen").expectedBodiesReceived("{\"id\":\"1\"}");
        mock("kitchen").expectedHeaderReceived(DoshiiConstants.EVENT_TYPE, "order_created");
        mock("bar").expectedBodiesReceived("{\"id\":\"2\"}");

        simulator().emit("menu_updated", "{\"id\":\"0\"}");
        simulator().emit("order_created", "{\"id\":\"1\"}");
        bar.emit("menu_updated", "{\"id\":\"2\"}");

        mock("kitchen").assertIsSatisfied(SOON.toMillis());
        mock("bar").assertIsSatisfied(SOON.toMillis());
    }

    /** Before the first pong nothing counts as received, and so nothing as missed. */
    private void awaitLive(int routes) {
        await().atMost(SOON)
                .until(() -> DoshiiConsumer.of(context).stream()
                                .filter(consumer ->
                                        consumer.getConnectionState().equals("LIVE"))
                                .count()
                        == routes);
    }

    @Test
    void recovers_with_the_secret_of_its_own_account() throws Exception {
        start(twoAccounts(), TWO_ACCOUNTS);
        awaitLive(2);

        simulator().dropConnections();
        bar.dropConnections();

        // Each service refuses the token of another.
        await().atMost(SOON).untilAsserted(() -> assertThat(Stream.of(simulator(), bar))
                .allSatisfy(service ->
                        assertThat(service.restCalls()).isNotEmpty().allMatch(call -> call.status() == 200)));
    }

    @Test
    void goes_on_from_its_position_after_a_restart(@TempDir Path folder) throws Exception {
        Map<String, String> properties = twoAccounts();
        properties.put("camel.kamelet.doshii-source.kitchen.positionStore", "file:" + folder.resolve("positions"));
        start(properties, TWO_ACCOUNTS);
        awaitLive(2);
        context.getRouteController().stopRoute("kitchen");
        awaitConnections(0);
        String missed = simulator().orders().create().id();
        mock("kitchen").expectedMessageCount(1);

        context.getRouteController().startRoute("kitchen");

        mock("kitchen").assertIsSatisfied(SOON.toMillis());
        assertThat(mock("kitchen").getExchanges().get(0).getMessage().getHeader(DoshiiConstants.ENTITY_ID))
                .isEqualTo(missed);
        assertThat(folder.resolve("positions")).content().contains("kitchen");
    }

    @Test
    void works_without_a_secret() throws Exception {
        Map<String, String> properties = twoAccounts();
        properties.remove("camel.kamelet.doshii-source.kitchen.clientSecret");

        start(properties, TWO_ACCOUNTS);
        awaitConnections(1);
        mock("kitchen").expectedMessageCount(1);
        simulator().emit("order_created", "{\"id\":\"1\"}");

        mock("kitchen").assertIsSatisfied(SOON.toMillis());
    }

    @Test
    void shows_no_credential_in_the_log_nor_in_the_address_of_an_endpoint() throws Exception {
        List<String> lines;
        List<String> addresses;
        // Below INFO Camel itself logs every property that it reads.
        try (LogCapture log = LogCapture.at(Level.INFO)) {
            start(twoAccounts(), TWO_ACCOUNTS);
            awaitConnections(1);
            await().atMost(SOON).until(() -> bar.openConnections() == 1);
            addresses = context.getEndpoints().stream()
                    .map(Endpoint::getEndpointUri)
                    .toList();
            context.stop();
            lines = log.lines();
        }

        assertThat(lines).isNotEmpty().noneMatch(DoshiiSourceKameletTest::showsCredential);
        assertThat(addresses)
                .anyMatch(uri -> uri.contains("doshii"))
                .noneMatch(DoshiiSourceKameletTest::showsCredential);
    }

    private static boolean showsCredential(String text) {
        return Stream.of(KITCHEN_ID, KITCHEN_SECRET, BAR_ID, BAR_SECRET).anyMatch(text::contains);
    }

    @Test
    void names_the_property_that_is_missing() {
        Map<String, String> properties = twoAccounts();
        properties.remove("camel.kamelet.doshii-source.bar.clientId");

        assertThatThrownBy(() -> start(properties, TWO_ACCOUNTS))
                .isInstanceOf(RuntimeCamelException.class)
                .hasStackTraceContaining("clientId");
    }
}
