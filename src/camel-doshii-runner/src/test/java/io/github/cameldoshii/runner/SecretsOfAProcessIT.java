package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process is given in its environment and on its command line arrives as it is, and is printed nowhere. */
@Timeout(180)
class SecretsOfAProcessIT {

    @TempDir
    private Path directory;

    private final List<DoshiiSimulator> simulators = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "C.UTF-8"));

    @AfterEach
    void close() {
        simulators.forEach(DoshiiSimulator::close);
    }

    @Test
    void of_routes_of_the_component_and_of_targets() throws Exception {
        StringBuilder routes = new StringBuilder();
        for (int i = 0; i < OddSecrets.ALL.size(); i++) {
            String id = OddSecrets.ALL.get(i);
            String secret = OddSecrets.partner(id);
            boolean ofTheComponent = i == 0;
            environment.put(ofTheComponent ? "CAMEL_COMPONENT_DOSHII_CLIENTID" : "ID" + i, id);
            if (!ofTheComponent) {
                environment.put("KEY" + i, secret);
            }
            routes.append(route(i, simulator(id, secret), ofTheComponent));
        }
        write("routes/r.yaml", routes.toString());
        Files.copy(Path.of("routes/events-to-postgres.yaml"), directory.resolve("routes/postgres.yaml"));
        Files.copy(Path.of("routes/transactions-to-jms.yaml"), directory.resolve("routes/jms.yaml"));
        DoshiiSimulator source = simulators.get(0);
        try (PasswordTrap trap = new PasswordTrap()) {
            write(
                    "application.properties",
                    """
                    camel.main.shutdownTimeout=1
                    camel.component.doshii.socketUrl=%s
                    camel.component.doshii.apiUrl=%s
                    artemis.url=%s
                    postgres.url=%s
                    """
                            .formatted(source.socketUrl(), source.apiUrl(), trap.brokerUrl(), trap.databaseUrl()));
            environment.put("ARTEMIS_PASSWORD", OddSecrets.ALL.get(1));
            environment.put("POSTGRES_PASSWORD", OddSecrets.ALL.get(2));
            try (RunnerJar jar = RunnerJar.start(
                    directory,
                    environment,
                    List.of("-Dcamel.component.doshii.client-secret=" + OddSecrets.partner(OddSecrets.ALL.get(0))),
                    "run",
                    "--log-level",
                    "TRACE",
                    "--logger",
                    "org.apache.camel=TRACE",
                    "--logger",
                    "org.apache.hc=TRACE")) {
                for (int i = 0; i < OddSecrets.ALL.size(); i++) {
                    jar.awaitOutput(" - Delivered by r" + i + ".");
                }
                source.emit("transaction_created", "{\"id\":\"7\"}");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> !trap.givenToBroker.isEmpty() && !trap.givenToDatabase.isEmpty());
                jar.terminate();

                assertThat(new Leaks(OddSecrets.ALL).in(jar.output())).isEmpty();
            }
            assertThat(trap.givenToBroker).containsOnly(OddSecrets.ALL.get(1));
            assertThat(trap.givenToDatabase).containsOnly(OddSecrets.ALL.get(2));
        }
    }

    @Test
    void what_the_locale_cannot_read_is_refused() throws Exception {
        write("routes/r.yaml", route(0, simulator("another", "another"), true));
        environment.put("LC_ALL", "C");
        environment.put("CAMEL_COMPONENT_DOSHII_CLIENTID", "Zt7é漢Kq9Lw");
        try (RunnerJar jar = RunnerJar.start(directory, environment, List.of(), "run", "--log-level", "DEBUG")) {
            assertThat(jar.exitCode()).isEqualTo(1);
            assertThat(jar.output())
                    .contains("clientId has characters that could not be read", "LC_ALL=C.UTF-8")
                    .doesNotContain("Zt7")
                    .doesNotContain("Kq9Lw");
        }
    }

    private static String route(int number, DoshiiSimulator simulator, boolean ofTheComponent) {
        String credentials = ofTheComponent
                ? ""
                : "clientId: \"{{env:ID%1$d}}\", clientSecret: \"RAW({{env:KEY%1$d}})\",".formatted(number);
        return """
                - route:
                    id: r%d
                    from:
                      uri: doshii:simulator
                      parameters: {%s socketUrl: "%s", apiUrl: "%s", initialCatchUp: 1h, events: order_created}
                      steps:
                        - log: "Delivered by r%d."
                """
                .formatted(number, credentials, simulator.socketUrl(), simulator.apiUrl(), number);
    }

    private DoshiiSimulator simulator(String id, String secret) {
        DoshiiSimulator simulator = DoshiiSimulator.start(
                SimulatorOptions.defaults().withPort(0).withClientId(id.strip()).withClientSecret(secret.strip()));
        simulators.add(simulator);
        simulator.orders().create();
        return simulator;
    }

    private void write(String name, String content) throws Exception {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
