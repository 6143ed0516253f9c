package io.github.cameldoshii.runner.observability;

import io.github.cameldoshii.runner.observability.RuleTest.Expectations;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is wrong from the start of a process on. */
class AlertsFromTheStartIT extends AlertTestSupport {

    /** The client id is right, so that only the REST API can tell. */
    @Test
    void a_wrong_secret_is_found_although_the_connection_is_live() throws Exception {
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                WatchedRunner runner = WatchedRunner.start(
                        Files.createDirectory(directory.resolve("secret")),
                        simulator,
                        "10m",
                        "log:orders",
                        Map.of("CAMEL_COMPONENT_DOSHII_CLIENTSECRET", "not-the-secret"),
                        "Health and metrics")) {
            Duration live = runner.recording().now();
            // Two attempts, of which the first may be over before the first scrape.
            Duration end = runner.awaitTime(live, Duration.ofMinutes(6));

            Expectations expected = new Expectations();
            firing(expected, "DoshiiSecretRefused", ENVIRONMENT, live.plus(Duration.ofMinutes(5)), end.minus(MINUTE));
            quiet(expected, "DoshiiCredentialsRefused", Duration.ZERO, end);
            quiet(expected, "DoshiiNotConnected", Duration.ZERO, end);
            assertPasses(new RuleTest().with("secret", runner.recording(), expected));
        }
    }

    @Test
    void a_gap_is_found_that_was_announced_before_the_first_scrape() throws Exception {
        try (DoshiiSimulator simulator =
                DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0))) {
            simulator.faults().add(Fault.on(Match.rest("GET", "/checkins")).then(Actions.status(410)));
            try (WatchedRunner runner = WatchedRunner.start(
                    Files.createDirectory(directory.resolve("gap")),
                    simulator,
                    "10m",
                    "log:orders",
                    Map.of(),
                    "cannot be asked for")) {
                // It has answered its first scrape.
                Duration live = runner.recording().now();
                Duration end = runner.awaitTime(live, TWO_MINUTES.plus(MINUTE));

                Expectations expected = new Expectations();
                firing(
                        expected,
                        "DoshiiGap",
                        with(ENVIRONMENT, Map.of("kind", "not_recovered")),
                        live.plus(MINUTE),
                        end.minus(MINUTE));
                assertPasses(new RuleTest().with("gap", runner.recording(), expected));
            }
        }
    }
}
