package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.LogCapture;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.util.json.JsonObject;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

/** What management, the console, dumps and logs show, and that no secret is among it. */
class MonitoringTest extends RouteTestSupport {

    private static final String ID = "visible-nowhere-id";
    private static final String SECRET = "visible-nowhere-secret";
    private static final String TOKEN =
            java.util.Base64.getEncoder().encodeToString(ID.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    private static final String FROM = "doshii:simulator?clientId=" + ID + "&clientSecret=" + SECRET;

    private MBeanServer server() {
        return context.getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private ObjectName consumerName() throws Exception {
        return server().queryNames(new ObjectName("org.apache.camel:type=consumers,*"), null).stream()
                .filter(name -> name.getKeyProperty("context").contains(context.getManagementName()))
                .findFirst()
                .orElseThrow();
    }

    private DevConsole console() {
        return context.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("doshii");
    }

    @Test
    void management_shows_the_state_and_can_reconnect() throws Exception {
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        startAndAwaitSockets(1);
        awaitLive("events");
        ObjectName name = consumerName();
        assertThat(server().getAttribute(name, "ConnectionState")).isEqualTo("LIVE");
        assertThat((String) server().getAttribute(name, "ConnectionStatus")).contains("connected, since");
        assertThat(server().getAttribute(name, "ConnectAttempts")).isEqualTo(1L);
        assertThat(server().getAttribute(name, "HeldBack")).isEqualTo(false);

        server().invoke(name, "reconnect", new Object[0], new String[0]);

        await().atMost(SOON).until(() -> simulator.connections().size() == 2);
        awaitSockets(1);
        assertThat(server().getAttribute(name, "Disconnects")).isEqualTo(1L);
    }

    @Test
    void reconnect_cuts_a_wait_short() throws Exception {
        component.getConfiguration().setReconnectDelay(3_600_000);
        component.getConfiguration().setReconnectMaxDelay(3_600_000);
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        startAndAwaitSockets(1);
        awaitLive("events");
        simulator.dropConnections();
        await().atMost(SOON).until(() -> consumer("events").getConnectionState().equals("BACKOFF"));

        consumer("events").reconnect();

        awaitSockets(1);
    }

    @Test
    void the_console_shows_each_consumer_as_text_and_as_json() throws Exception {
        context.setDevConsole(true);
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        startAndAwaitSockets(1);
        awaitLive("events");

        String text = (String) console().call(DevConsole.MediaType.TEXT);
        JsonObject json = (JsonObject) console().call(DevConsole.MediaType.JSON);

        assertThat(text).contains("Route events (doshii:simulator)", "connected, since", "connect attempts 1");
        JsonObject consumer =
                (JsonObject) json.getCollection("consumers").iterator().next();
        assertThat(consumer)
                .containsEntry("routeId", "events")
                .containsEntry("state", "LIVE")
                .containsEntry("connectAttempts", 1L);
    }

    @Test
    void the_console_says_when_there_is_nothing_to_show() {
        context.setDevConsole(true);
        context.start();

        assertThat((String) console().call(DevConsole.MediaType.TEXT)).contains("No Doshii consumers");
    }

    @Test
    void no_secret_of_the_component_is_shown_by_anything_not_even_by_a_log_of_all_libraries_at_trace()
            throws Exception {
        component.getConfiguration().setClientId(ID);
        component.getConfiguration().setClientSecret(SECRET);

        assertNothingSecret(showEverything("doshii:simulator", LogCapture::lines));
    }

    /** Camel itself logs URIs as they are written, at DEBUG and TRACE, and dumps routes with them. */
    @Test
    void no_secret_in_a_uri_is_shown_by_management_console_health_and_our_own_log() throws Exception {
        assertNothingSecret(showEverything(FROM, LogCapture::ownLines));
    }

    private static void assertNothingSecret(String shown) {
        assertThat(shown).contains("events", "REFUSED", "doshii:simulator");
        for (String secret : new String[] {ID, SECRET, TOKEN}) {
            assertThat(shown.lines().filter(line -> line.contains(secret)))
                    .as(secret)
                    .isEmpty();
        }
    }

    private String showEverything(String from, Function<LogCapture, List<String>> logged) throws Exception {
        context.setDevConsole(true);
        StringBuilder shown = new StringBuilder();
        try (LogCapture log = LogCapture.at(Level.TRACE)) {
            routes(r -> r.from(from).routeId("events").to("mock:result"));
            context.start();
            await().atMost(SOON)
                    .until(() -> consumer("events").getConnectionState().equals("REFUSED"));
            consumer("events").reconnect();
            await().atMost(SOON).until(() -> simulator.connections().size() >= 2);

            shown.append(context.getRoute("events"))
                    .append(context.getRoute("events").getEndpoint());
            shown.append(consumer("events"));
            shown.append(console().call(DevConsole.MediaType.TEXT))
                    .append(console().call(DevConsole.MediaType.JSON));
            HealthCheckHelper.invoke(context)
                    .forEach(result -> shown.append(result.getMessage()).append(result.getDetails()));
            for (ObjectName name : server().queryNames(new ObjectName("org.apache.camel:*"), null)) {
                shown.append(name).append('\n');
                for (MBeanAttributeInfo attribute : server().getMBeanInfo(name).getAttributes()) {
                    shown.append(attribute.getName())
                            .append('=')
                            .append(value(name, attribute))
                            .append('\n');
                }
            }
            context.stop();
            logged.apply(log).forEach(line -> shown.append(line).append('\n'));
        }
        return shown.toString();
    }

    private Object value(ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return server().getAttribute(name, attribute.getName());
        } catch (javax.management.JMException | RuntimeException e) {
            return e.toString();
        }
    }

    @Test
    void the_endpoint_tells_where_it_leads_and_nothing_secret() throws Exception {
        DoshiiEndpoint endpoint =
                context.getEndpoint(FROM + "&socketUrl=wss://h.example/app/socket", DoshiiEndpoint.class);

        assertThat(endpoint.getServiceUrl()).isEqualTo("wss://h.example/app/socket");
        assertThat(Map.of("text", endpoint.toString(), "url", endpoint.getServiceUrl())
                        .toString())
                .doesNotContain(ID, SECRET);
    }
}
