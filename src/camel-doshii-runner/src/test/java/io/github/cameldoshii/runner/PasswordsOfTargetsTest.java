package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped routes give a database and a broker exactly the password that the user set, and nobody else. */
class PasswordsOfTargetsTest extends CommandLineTestSupport {

    private final Properties before = new Properties();

    @BeforeEach
    void open() {
        before.putAll(System.getProperties());
    }

    @AfterEach
    void close() {
        System.setProperties(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{{bs3cretWord", "#bean:Zx{{9Kq4"})
    void by_a_file_and_a_system_property(String password) {
        String other = OddSecrets.partner(password);
        try (PasswordTrap trap = new PasswordTrap();
                DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0))) {
            System.setProperty("artemis.password", other);
            line.file(
                    "application.properties",
                    """
                    camel.main.durationMaxSeconds=2
                    camel.main.shutdownTimeout=1
                    camel.component.doshii.socketUrl=%s
                    camel.component.doshii.apiUrl=%s
                    postgres.url=%s
                    postgres.user=somebody
                    postgres.password=%s
                    postgres.deadLetters=%s
                    artemis.url=%s
                    transactions.deadLetters=%s
                    """
                            .formatted(
                                    simulator.socketUrl(),
                                    simulator.apiUrl(),
                                    trap.databaseUrl(),
                                    password,
                                    directory.resolve("dead"),
                                    trap.brokerUrl(),
                                    directory.resolve("dead")));
            CompletableFuture<Void> run = CompletableFuture.runAsync(this::runShippedRoutes);
            await().atMost(30, TimeUnit.SECONDS).until(() -> run.isDone() || simulator.openConnections() > 0);
            simulator.emit("transaction_created", "{\"id\":\"7\"}");
            run.join();

            assertThat(trap.givenToDatabase).isNotEmpty().containsOnly(password);
            assertThat(trap.givenToBroker).isNotEmpty().containsOnly(other);
            assertThat(new Leaks(List.of(password, other)).in(line.out() + line.err()))
                    .isEmpty();
        }
    }

    private void runShippedRoutes() {
        line.run(
                "run",
                "--log-level",
                "TRACE",
                "--logger",
                "com.zaxxer.hikari=TRACE",
                "--logger",
                "org.postgresql=TRACE",
                "--logger",
                "org.apache.activemq=TRACE",
                "--logger",
                "org.apache.camel.support.PropertyBindingSupport=TRACE",
                Path.of("routes/events-to-postgres.yaml").toAbsolutePath().toString(),
                Path.of("routes/transactions-to-jms.yaml").toAbsolutePath().toString());
    }
}
