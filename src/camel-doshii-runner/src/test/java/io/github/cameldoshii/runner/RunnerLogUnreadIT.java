package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery and the end of the process do not wait for whoever should read the log. */
@Timeout(180)
class RunnerLogUnreadIT {

    /** At DEBUG their lines are many times what a pipe holds. */
    private static final int EVENTS = 500;

    private static final Duration SECONDS = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private DoshiiSimulator simulator;

    @BeforeEach
    void start() throws IOException {
        simulator = DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
        Files.createDirectory(directory.resolve("out"));
        Files.writeString(
                directory.resolve("r.yaml"),
                """
                - route:
                    id: orders
                    from:
                      uri: doshii:simulator?heartbeatInterval=500ms
                      steps:
                        - log: "Got ${header.CamelDoshiiEntityId}."
                        - to: "file:out?fileName=${header.CamelDoshiiEntityId}.json"
                """);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void events_are_delivered_heartbeats_sent_and_sigterm_ends_with_nobody_at_the_pipe(String format) throws Exception {
        try (RunnerJar jar = run(format)) {
            emit();
            awaitFiles();
            int before = heartbeats();
            await().atMost(SECONDS).until(() -> heartbeats() >= before + 3);
            assertThat(simulator.connections()).hasSize(1);

            jar.signal("TERM");

            await().atMost(SECONDS).until(() -> !jar.isAlive());
            assertThat(jar.exitCode()).isZero();
        }
    }

    @Test
    void a_reader_of_json_who_comes_late_finds_a_record_in_every_line() throws Exception {
        try (RunnerJar jar = run("json")) {
            emit();
            awaitFiles();

            jar.signal("TERM");
            String log = new String(jar.pipe().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(jar.exitCode()).isZero();
            ObjectMapper json = new ObjectMapper();
            assertThat(log.lines()).hasSizeGreaterThan(EVENTS).allSatisfy(line -> assertThat(
                            json.readTree(line).path("message").asText())
                    .isNotEmpty());
        }
    }

    @Test
    void a_reader_who_comes_late_finds_every_line_in_order() throws Exception {
        try (RunnerJar jar = run("text")) {
            emit();
            awaitFiles();

            jar.signal("TERM");
            String log = new String(jar.pipe().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(jar.exitCode()).isZero();
            List<String> got = log.lines()
                    .filter(line -> line.contains(" - Got "))
                    .map(line -> line.replaceFirst(".* - Got ", ""))
                    .toList();
            assertThat(got)
                    .isEqualTo(IntStream.rangeClosed(1, EVENTS)
                            .mapToObj(id -> id + ".")
                            .toList());
            assertThat(log).contains("Stopped; every event that was read is finished");
        }
    }

    @Test
    void a_pipe_that_is_closed_stops_nothing() throws Exception {
        try (RunnerJar jar = run("text")) {
            try (InputStream pipe = jar.pipe()) {
                assertThat(pipe.read()).isPositive();
            }
            emit();
            awaitFiles();

            jar.signal("TERM");

            await().atMost(SECONDS).until(() -> !jar.isAlive());
            assertThat(jar.exitCode()).isZero();
        }
    }

    private int heartbeats() {
        return simulator.connections().get(0).pings().size();
    }

    private RunnerJar run(String format) {
        RunnerJar jar = RunnerJar.startUnread(
                directory,
                Map.of("CAMEL_COMPONENT_DOSHII_SOCKETURL", simulator.socketUrl()),
                "run",
                "r.yaml",
                "--log-level",
                "DEBUG",
                "--log-format",
                format);
        await().atMost(Duration.ofSeconds(60)).until(() -> simulator.openConnections() > 0);
        return jar;
    }

    private void emit() {
        for (int id = 1; id <= EVENTS; id++) {
            simulator.emit("order_created", "{\"id\":\"%d\"}".formatted(id));
        }
    }

    private void awaitFiles() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            try (Stream<Path> files = Files.list(directory.resolve("out"))) {
                assertThat(files).hasSize(EVENTS);
            }
        });
    }
}
