package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the process does at a signal, where no terminal has started it. */
@Timeout(180)
class SignalsIT {

    @TempDir
    private Path directory;

    @BeforeEach
    void writeRoute() throws IOException {
        Files.writeString(
                directory.resolve("r.yaml"),
                """
                - route:
                    from:
                      uri: timer:tick
                      parameters: {period: 100, delay: 0, includeMetadata: true}
                      steps:
                        - log: "Tick ${exchangeProperty.CamelTimerCounter}."
                """);
    }

    @Test
    void those_that_ask_daemons_to_read_something_again_are_ignored_from_the_start_to_the_end() throws Exception {
        try (RunnerJar jar = RunnerJar.start(directory, "run", "r.yaml")) {
            jar.awaitOutput("is starting");
            jar.signal("HUP");
            jar.awaitOutput("SIGHUP is ignored").awaitOutput("Tick 1.");
            jar.signal("USR1");
            jar.awaitOutput("SIGUSR1 is ignored");
            int ticks = jar.output().split("Tick ").length;
            jar.awaitOutput("Tick " + (ticks + 2) + ".");

            jar.signal("TERM");
            jar.signal("HUP");

            assertThat(jar.exitCode()).isZero();
            assertThat(jar.output()).contains("SIGTERM: stopping").contains("Stopped; every event");
        }
    }

    @Test
    void events_that_are_not_finished_in_time_are_counted_and_end_with_another_code() throws Exception {
        Files.writeString(
                directory.resolve("slow.yaml"),
                """
                - route:
                    id: slow
                    from:
                      uri: doshii:simulator
                      steps:
                        - log: "At work."
                        - delay: {constant: 60000}
                """);
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                RunnerJar jar = RunnerJar.start(
                        directory,
                        Map.of("CAMEL_COMPONENT_DOSHII_SOCKETURL", simulator.socketUrl()),
                        List.of("-Dcamel.main.shutdown-timeout=1", "-Dcamel.management.enabled=false"),
                        "run",
                        "slow.yaml")) {
            jar.awaitOutput("Connected to Doshii");
            for (int id = 1; id <= 3; id++) {
                simulator.emit("card_enquiry", "{\"id\":\"" + id + "\"}");
            }
            jar.awaitOutput("At work.");

            assertThat(jar.terminate()).isEqualTo(1);
            assertThat(jar.output()).contains("Stopped before every event was finished: 3 were given up");
        }
    }

    /** What the shell of a terminal that is closed sends, and the terminal once more. */
    @Test
    void the_end_of_the_terminal_stops_and_ends_with_a_code_of_its_own_however_often_it_is_told() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script, which makes a terminal, is not installed");
        try (RunnerJar jar = RunnerJar.startInTerminal(directory, "run", "r.yaml")) {
            jar.awaitOutput("Tick 1.");

            jar.signalProgramTwice("HUP");

            assertThat(jar.exitCode()).isEqualTo(129);
            assertThat(jar.output()).contains("SIGHUP: stopping").contains("Stopped; every event");
        }
    }

    @Test
    void a_second_one_ends_without_waiting() throws Exception {
        Files.writeString(
                directory.resolve("slow.yaml"),
                """
                - route:
                    from:
                      uri: timer:once
                      parameters: {repeatCount: 1, delay: 0}
                      steps:
                        - log: "At work."
                        - delay: {constant: 60000}
                """);
        try (RunnerJar jar = RunnerJar.start(directory, "run", "slow.yaml")) {
            jar.awaitOutput("At work.");
            jar.signal("INT");
            jar.awaitOutput("SIGINT: stopping");

            jar.signal("TERM");

            assertThat(jar.exitCode()).isEqualTo(130);
        }
    }
}
