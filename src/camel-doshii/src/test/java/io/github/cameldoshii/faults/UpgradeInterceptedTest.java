package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.fixtures.RawServer;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Match;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A refusal by something in between is over soon, and does not send anybody to look for a wrong client id. */
class UpgradeInterceptedTest {

    private static final String PAGE = "<!DOCTYPE html><html><title>Just a moment...</title></html>";

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void a_firewall_that_challenges() throws Exception {
        rig.options.setRefusedDelay(Duration.ofHours(1).toMillis());
        rig.faultOnce(
                Match.upgrade(),
                Actions.answer(
                        403,
                        Map.of("Server", "cloudflare", "cf-mitigated", "challenge", "Content-Type", "text/html"),
                        PAGE));

        rig.start();

        rig.awaitReason("something in between");
        rig.awaitLive();
        assertThat(rig.reasons).noneMatch(change -> change.contains("check clientId") || change.contains("refused\""));
    }

    @Test
    void a_page_that_no_header_tells_of_and_that_does_not_end() throws Exception {
        try (RawServer firewall = RawServer.answering(("HTTP/1.1 403 Forbidden\r\nContent-Length: 5000\r\n\r\n" + PAGE)
                .getBytes(StandardCharsets.US_ASCII))) {
            rig.options.setSocketUrl("ws://localhost:" + firewall.port() + "/app/socket");

            rig.start();

            rig.awaitReason("something in between");
        }
    }

    @Test
    void a_refusal_of_the_service_that_does_not_end() throws Exception {
        try (RawServer service = RawServer.hanging(
                "HTTP/1.1 401 Unauthorized\r\nContent-Length: 5000\r\n\r\nno".getBytes(StandardCharsets.US_ASCII))) {
            rig.options.setSocketUrl("ws://localhost:" + service.port() + "/app/socket");

            rig.start();

            rig.awaitReason("check clientId");
        }
    }
}
