package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, neither a log at its most talkative nor what is shown holds a credential or an event's body. */
class SecretsStaySecretTest {

    private static final String CLIENT_ID = "Xq7>>id??Vw9";
    private static final String CLIENT_SECRET = "Zt5-the-secret-Kp3";
    private static final String CARD = "4929-card-number";

    private final Rig rig =
            new Rig(SimulatorOptions.defaults().withClientId(CLIENT_ID).withClientSecret(CLIENT_SECRET));
    private final LogCapture log = LogCapture.at(Level.ALL);

    @BeforeEach
    void configure() {
        rig.options.setClientId(CLIENT_ID);
        rig.options.setClientSecret(CLIENT_SECRET);
        // One attempt hangs; the others must get their answer on a cold and busy machine too.
        rig.options.setConnectTimeout(3_000);
        rig.options.setReconnectDelay(1);
        rig.options.setReconnectMaxDelay(1);
        rig.options.setRefusedDelay(1);
    }

    @AfterEach
    void stop() {
        log.close();
        rig.close();
    }

    private static List<String> secrets() {
        String base64 = Base64.getEncoder().encodeToString(CLIENT_ID.getBytes(StandardCharsets.UTF_8));
        return List.of(
                CLIENT_ID,
                base64,
                URLEncoder.encode(base64, StandardCharsets.UTF_8),
                URLEncoder.encode(CLIENT_ID, StandardCharsets.UTF_8),
                CLIENT_SECRET,
                CARD);
    }

    private static void assertNoSecretIn(String what, String text) {
        for (String secret : secrets()) {
            assertThat(text.contains(secret)).as("%s holds %s", what, secret).isFalse();
        }
    }

    @Test
    void through_refusals_redirects_time_outs_garbage_cuts_and_a_stop() throws Exception {
        rig.simulator
                .faults()
                .add(
                        Fault.on(Match.upgrade()).then(Actions.status(401)).once(),
                        Fault.on(Match.upgrade())
                                .then(Actions.answer(
                                        302,
                                        Map.of(
                                                "Location",
                                                "ws://localhost/?auth="
                                                        + secrets().get(2)),
                                        ""))
                                .after(1)
                                .once(),
                        Fault.on(Match.upgrade())
                                .then(Actions.htmlPage())
                                .after(2)
                                .once(),
                        Fault.on(Match.upgrade())
                                .then(Actions.wrongAccept())
                                .after(3)
                                .once(),
                        Fault.on(Match.upgrade()).then(Actions.reset()).after(4).once(),
                        Fault.on(Match.upgrade()).then(Actions.hang()).after(5).once(),
                        Fault.on(Match.upgrade())
                                .then(Actions.bytes("rubbish\r\n\r\n".getBytes()))
                                .after(6)
                                .once());
        rig.start();
        rig.awaitLive();
        rig.simulator.emit("card_activate", "{\"id\":1,\"card\":\"" + CARD + "\"}");
        rig.simulator.sendText("{\"card\":\"" + CARD + "\"");
        rig.simulator.sendText("{\"emit\":\"" + CARD + "\"}");
        rig.awaitEvents(1);
        long cuts = rig.consumer().getDisconnects();
        rig.simulator.dropConnections();
        rig.awaitMended(cuts + 1);
        for (String echo : secrets().subList(0, 4)) {
            long before = rig.consumer().getDisconnects();
            rig.simulator.closeConnections(1008, "unknown client " + echo + "!");
            rig.awaitMended(before + 1);
        }
        String shown = rig.consumer().getConnectionStatus()
                + rig.consumer()
                + rig.consumer().getEndpoint()
                + rig.consumer().getEndpoint().getEndpointUri()
                + rig.consumer().getEndpoint().getServiceUrl()
                + rig.reasons;

        rig.context.stop();

        assertThat(log.lines()).hasSizeGreaterThan(50);
        assertThat(String.join("\n", log.lines()))
                .contains("HTTP 401", "redirects are not followed", "Connected to Doshii", "unknown client xxxxxx!");
        assertThat(rig.reasons)
                .filteredOn(told -> told.contains("unknown client xxxxxx!"))
                .hasSize(4);
        assertNoSecretIn("the log", String.join("\n", log.lines()));
        assertNoSecretIn("what is shown", shown);
    }

    @Test
    void in_the_errors_of_a_wrong_configuration() {
        rig.options.setHeartbeatInterval(0);
        assertThatThrownBy(rig::start).satisfies(SecretsStaySecretTest::assertNamesTheOptionAlone);
        assertNoSecretIn("the log", String.join("\n", log.lines()));
    }

    /** Camel itself logs the URIs of endpoints at TRACE, whatever they hold, so the log is not looked at here. */
    @Test
    void in_the_errors_of_an_endpoint_that_holds_them_in_its_uri() {
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator?heartbeatInterval=0&clientId=RAW(" + CLIENT_ID + ")&clientSecret=RAW("
                                + CLIENT_SECRET + ")")
                        .to("mock:none");
            }
        };

        assertThatThrownBy(() -> {
                    rig.context.addRoutes(route);
                    rig.context.start();
                })
                .satisfies(SecretsStaySecretTest::assertNamesTheOptionAlone);
    }

    private static void assertNamesTheOptionAlone(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            all.append(t).append('\n');
        }
        assertThat(all.toString()).contains("heartbeatInterval");
        assertNoSecretIn("the exception", all.toString());
    }
}
