package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
