package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

/** What is logged of a connection says which one it is, and nothing of a client id. */
class ConnectionNamesTest extends RouteTestSupport {

    private static final String OTHER_ID = "other-client-4711";

    private static String mark(String clientId) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(clientId.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 4);
    }

    private static void awaitLine(LogCapture log, Level level, String... parts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(log.ownMessages(level))
                .anySatisfy(line -> assertThat(line).contains(parts)));
    }

    @Test
    void by_environment_address_client_and_routes() throws Exception {
        try (DoshiiSimulator second = DoshiiSimulator.start(
                        SimulatorOptions.defaults().withPort(0).withClientId(OTHER_ID));
                LogCapture log = LogCapture.at(Level.INFO)) {
            routes(r -> {
                r.from("doshii:simulator").routeId("kitchen").to("mock:a");
                r.from("doshii:simulator?events=order_*").routeId("bar").to("mock:a");
                r.from("doshii:sandbox?clientId=" + OTHER_ID + "&socketUrl=" + second.socketUrl())
                        .routeId("loyalty")
                        .to("mock:b");
            });
            startAndAwaitSockets(1);
            String first = "simulator at ws://localhost:" + simulator.port() + ", client " + mark("simulator");
            String other = "sandbox at ws://localhost:" + second.port() + ", client " + mark(OTHER_ID);

            awaitLine(log, Level.INFO, "Connected to Doshii", first, "routes kitchen, bar");
            awaitLine(log, Level.INFO, "Connected to Doshii", other, "route loyalty");
            assertThat(consumer("bar").getConnectionName()).isEqualTo(first);
            assertThat(consumer("loyalty").getConnectionName()).isEqualTo(other);

            simulator.dropConnections();
            second.dropConnections();
            awaitLine(log, Level.WARN, "Disconnected: ", first, "routes kitchen, bar");
            awaitLine(log, Level.WARN, "Disconnected: ", other, "route loyalty");

            context.stop();
            awaitLine(log, Level.INFO, "Closing the Doshii connection", first);
            awaitLine(log, Level.INFO, "Closing the Doshii connection", other);
            assertThat(log.ownLines()).noneMatch(line -> line.contains(OTHER_ID) || line.contains("other-client"));
        }
    }

    @Test
    void when_one_is_refused() throws Exception {
        try (LogCapture log = LogCapture.at(Level.INFO)) {
            routes(r -> r.from("doshii:simulator?clientId=" + OTHER_ID)
                    .routeId("loyalty")
                    .to("mock:b"));
            context.start();

            awaitLine(log, Level.ERROR, "Authentication rejected: ", "client " + mark(OTHER_ID), "route loyalty");
            assertThat(List.copyOf(log.ownLines())).noneMatch(line -> line.contains(OTHER_ID));
        }
    }
}
