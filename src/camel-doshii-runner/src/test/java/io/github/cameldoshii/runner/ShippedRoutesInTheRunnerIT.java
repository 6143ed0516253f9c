package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shipped route files, copied beside a process of the packaged jar, under a locale that makes things hard. */
@Timeout(120)
class ShippedRoutesInTheRunnerIT {

    @TempDir
    private Path directory;

    private final DoshiiSimulator simulator =
            DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void name_files_in_ascii_under_any_locale_and_tell_how_many_events_were_given_up_at_the_stop() throws Exception {
        String body = "{\"id\":\"\u00e9\",\"n\":%d}";
        // Nobody takes connections out of the backlog.
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RunnerJar jar = RunnerJar.start(
                        directory,
                        Map.of(
                                "LC_ALL",
                                "C",
                                "CAMEL_COMPONENT_DOSHII_SOCKETURL",
                                simulator.socketUrl(),
                                "ORDERS_HTTP_URL",
                                "http://127.0.0.1:" + hanging.getLocalPort() + "/orders",
                                "ORDERS_HTTP_TIMEOUT",
                                "60000"),
                        List.of("-Duser.language=ar", "-Duser.country=EG"),
                        "run",
                        shipped("orders-to-files.yaml"),
                        shipped("orders-to-http.yaml"))) {
            jar.awaitOutput("Connected to Doshii");
            for (int i = 1; i <= 15; i++) {
                simulator.emit("order_created", body.formatted(i));
            }
            simulator.emit("order_created", "{\"id\":\"seen\"}");
            awaitFile("orders", "order_created-seen.json");

            long begin = System.nanoTime();
            assertThat(jar.terminate()).isZero();

            assertThat(System.nanoTime() - begin).isLessThan(20_000_000_000L);
            assertThat(jar.output())
                    .contains("Stopped; every event that was read is finished, 16 of them as dead letters")
                    .contains("no answer within 5 s of the stop");
        }
        assertThat(names("orders"))
                .hasSize(16)
                .allMatch(name -> name.matches(
                        "20\\d{6}T\\d{9}Z-[0-9A-F]+-[0-9A-F]{16}-(order-with-unusual-id|order_created-seen)\\.json"));
        assertThat(names("dead-letters/orders-to-http"))
                .hasSize(32)
                .allMatch(name -> name.matches("20\\d{6}T\\d{9}Z-[0-9A-F]+-[0-9A-F]{16}\\.(json|reason\\.txt)"));
        assertThat(Files.readString(directory
                        .resolve("dead-letters/orders-to-http")
                        .resolve(names("dead-letters/orders-to-http").get(0))))
                .isEqualTo(body.formatted(1));
    }

    private String shipped(String file) throws IOException {
        Files.copy(Path.of("routes", file), directory.resolve(file));
        return file;
    }

    private void awaitFile(String folder, String ending) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> names(folder).stream().anyMatch(name -> name.endsWith(ending)));
    }

    private List<String> names(String folder) throws IOException {
        if (!Files.isDirectory(directory.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
