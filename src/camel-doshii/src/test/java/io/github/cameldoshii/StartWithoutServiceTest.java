package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StartupListener;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

class StartWithoutServiceTest extends RouteTestSupport {

    @Test
    void a_route_starts_when_the_service_is_down_and_connects_when_it_comes() throws Exception {
        int port = simulator.port();
        simulator.close();
        component.getConfiguration().setReconnectMaxDelay(200);
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        context.start();
        assertThat(context.getRouteController().getRouteStatus("events")).isEqualTo(ServiceStatus.Started);
        await().atMost(SOON).until(() -> consumer("events").getConnectAttempts() >= 2);

        try (DoshiiSimulator late =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(port))) {
            awaitLive("events");
            mock("result").expectedMessageCount(1);
            late.emit("order_created", "{}");
            mock("result").assertIsSatisfied();
            context.getRouteController().stopRoute("events");
        }
    }

    @Test
    void a_route_starts_when_the_credentials_are_refused() throws Exception {
        routes(r -> r.from("doshii:simulator?clientId=wrong").routeId("events").to("mock:result"));
        context.start();

        assertThat(context.getRouteController().getRouteStatus("events")).isEqualTo(ServiceStatus.Started);
        await().atMost(SOON).until(() -> consumer("events").getConnectionState().equals("REFUSED"));
    }

    @Test
    void a_route_starts_when_the_host_cannot_be_resolved() throws Exception {
        component.getConfiguration().setSocketUrl("ws://no-such-host.invalid/app/socket");
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        context.start();

        assertThat(context.getRouteController().getRouteStatus("events")).isEqualTo(ServiceStatus.Started);
        await().atMost(SOON).untilAsserted(() -> assertThat(consumer("events").getConnectionStatus())
                .contains("cannot be resolved"));
    }

    @Test
    void nothing_connects_before_all_routes_have_started() throws Exception {
        Queue<Integer> dialsAtStart = new ConcurrentLinkedQueue<>();
        routes(r -> {
            r.from("doshii:simulator").routeId("first").startupOrder(1).to("direct:last");
            r.from("direct:last").routeId("last").startupOrder(99).to("mock:result");
        });
        context.addStartupListener(new StartupListener() {
            @Override
            public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
                dialsAtStart.add(simulator.connections().size());
            }
        });

        startAndAwaitSockets(1);

        assertThat(dialsAtStart).containsExactly(0);
    }

    @Test
    void a_route_that_is_not_to_start_connects_when_it_is_started() throws Exception {
        routes(r ->
                r.from("doshii:simulator").routeId("events").autoStartup(false).to("mock:result"));
        routes(r -> r.from("direct:other").to("mock:other"));
        context.start();
        assertThat(simulator.connections()).isEmpty();

        context.getRouteController().startRoute("events");

        awaitSockets(1);
        awaitLive("events");
        mock("result").expectedMessageCount(1);
        emitOrder("1");
        mock("result").assertIsSatisfied();
    }

    @Test
    void without_a_secret_it_is_said_once_what_cannot_be_done() throws Exception {
        try (LogCapture log = LogCapture.at(Level.WARN)) {
            component.getConfiguration().setClientId("simulator");
            routes(r -> r.from("doshii:sandbox").routeId("events").to("mock:result"));
            startAndAwaitSockets(1);

            List<String> lines = log.ownMessages(Level.WARN);
            assertThat(lines).singleElement().asString().contains("events", "clientSecret", "fetchEntity");
        }
    }

    @Test
    void an_address_elsewhere_without_encryption_is_told_and_one_on_this_machine_is_not() throws Exception {
        try (LogCapture log = LogCapture.at(Level.WARN)) {
            routes(r -> r.from("doshii:simulator?apiUrl=http://api.invalid/partner/v3&catchUp=false")
                    .routeId("events")
                    .to("mock:result"));
            startAndAwaitSockets(1);

            assertThat(log.ownMessages(Level.WARN))
                    .filteredOn(line -> line.contains("not encrypted"))
                    .singleElement()
                    .asString()
                    .contains("apiUrl", "api.invalid");
        }
    }
}
