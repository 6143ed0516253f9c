package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulatorExtension;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application of Spring Boot as a user writes it, from POM, properties and a YAML route alone, built by Maven and run as a
 * process.
 */
class SpringBootIT {

    private static final Path MODULE =
            Path.of(System.getProperty("module.directory")).toAbsolutePath();
    private static final Path SOURCE = MODULE.resolve("src/test/resources/spring-boot-application");
    private static final Path PROJECT = MODULE.resolve("target/spring-boot-application");
    private static final Path JAR = PROJECT.resolve("target/orders-1.0.0.jar");

    private static final String HEALTH = "/actuator/health";
    private static final String READINESS = HEALTH + "/readiness";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;
    private static final int TERMINATED = 143;
    private static final int BURST = 12;

    /** The route of the project, slowly. */
    private static final String SLOW_ROUTE =
            """
            - route:
                id: orders
                from:
                  uri: doshii:sandbox
                  steps:
                    - delay:
                        constant: 250
                    - to:
                        uri: file:orders
                        parameters:
                          fileName: "${header.CamelDoshiiEntityId}-${header.CamelDoshiiStatus}.json"
            """;

    @RegisterExtension
    static final DoshiiSimulatorExtension DOSHII = DoshiiSimulatorExtension.create();

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws Exception {
        copy();
        LocalRepository repository = LocalRepository.create(
                MODULE.resolve("target/repositories/spring-boot"), "camel-doshii", "camel-doshii-starter");
        MavenBuild.run(PROJECT, repository, "package");
    }

    private static void copy() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = PROJECT.resolve(SOURCE.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private SpringBootApplication start(String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--camel.component.doshii.socket-url=" + DOSHII.socketUrl(),
                "--camel.component.doshii.api-url=" + DOSHII.apiUrl()));
        arguments.addAll(List.of(properties));
        Map<String, String> credentials = Map.of("DOSHII_CLIENT_ID", "simulator", "DOSHII_CLIENT_SECRET", "simulator");
        return SpringBootApplication.start(JAR, folder, credentials, arguments);
    }

    private Path file(String order, String status) {
        return folder.resolve("orders").resolve(order + "-" + status + ".json");
    }

    private long files() {
        try (Stream<Path> files = Files.list(folder.resolve("orders"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String createOrder(String status) {
        return DOSHII.simulator().orders().create(Map.of("status", status)).id();
    }

    @Test
    void it_says_why_it_is_down_recovers_and_after_a_restart_goes_on_where_it_ended() throws Exception {
        String delivered = downThenUpThenStopped();
        String missed = createOrder("accepted");

        restartedThenStoppedInABurst(missed);

        assertThat(file(delivered, "pending"))
                .as("delivered before the restart")
                .doesNotExist();
    }

    /** The order that became a file, which is removed to see whether it comes back. */
    private String downThenUpThenStopped() throws Exception {
        DOSHII.simulator().faults().add(Fault.on(Match.upgrade()).then(Actions.status(UNAUTHORIZED)));
        try (SpringBootApplication application = start("--camel.component.doshii.refused-delay=1s")) {
            application.awaitAnswer(HEALTH, UNAVAILABLE, "\"doshii\"", "\"orders\"", "\"DOWN\"", "HTTP 401");
            application.awaitAnswer(READINESS, UNAVAILABLE, "HTTP 401");

            DOSHII.simulator().faults().clear();

            application.awaitAnswer(READINESS, OK, "connected, since");
            application.awaitAnswer(HEALTH, OK, "\"UP\"");
            String order = createOrder("pending");
            await().untilAsserted(() -> assertThat(file(order, "pending")).isRegularFile());
            assertThat(application.terminate()).isEqualTo(TERMINATED);
            Files.delete(file(order, "pending"));
            return order;
        }
    }

    /** Spring allows each phase of its shutdown a second here, and the orders take more. */
    private void restartedThenStoppedInABurst(String missed) throws Exception {
        Files.writeString(folder.resolve("slow.yaml"), SLOW_ROUTE);
        try (SpringBootApplication application = start(
                "--camel.main.routes-include-pattern=file:slow.yaml",
                "--spring.lifecycle.timeout-per-shutdown-phase=1s")) {
            application.awaitAnswer(HEALTH, OK, "connected, since");
            await().untilAsserted(() -> assertThat(file(missed, "accepted")).isRegularFile());
            for (int i = 0; i < BURST; i++) {
                createOrder("pending");
            }
            application.awaitAnswer(HEALTH, OK, "\"doshii.pending\":" + (BURST - 1));

            assertThat(application.terminate()).isEqualTo(TERMINATED);
        }
        assertThat(files()).isEqualTo(BURST + 1);
    }

    @Test
    void in_a_roll_out_the_new_process_waits_for_the_old_one_and_goes_on_where_it_ends() throws Exception {
        try (SpringBootApplication former = start()) {
            former.awaitAnswer(HEALTH, OK, "connected, since");
            try (SpringBootApplication next = start()) {
                next.process().awaitPrinted("is in use: another process holds the lock .* Waiting up to 70 s");
                String delivered = createOrder("pending");
                await().untilAsserted(
                                () -> assertThat(file(delivered, "pending")).isRegularFile());

                assertThat(former.terminate()).isEqualTo(TERMINATED);
                Files.delete(file(delivered, "pending"));
                String missed = createOrder("pending");

                next.awaitAnswer(HEALTH, OK, "connected, since");
                await().untilAsserted(() -> assertThat(file(missed, "pending")).isRegularFile());
                assertThat(files()).as("the one that was missed").isOne();
            }
        }
    }

    @Test
    void what_keeps_it_from_starting_is_said_on_the_console() throws Exception {
        try (SpringBootApplication mistyped = start("--camel.component.doshii.heartbeat-intervall=20s");
                SpringBootApplication nameless = start("--camel.component.doshii.client-id=")) {
            assertThat(mistyped.exitCode()).isEqualTo(1);
            assertThat(mistyped.output())
                    .contains("APPLICATION FAILED TO START")
                    .contains("heartbeat-intervall sets nothing", "Did you mean heartbeat-interval?")
                    .doesNotContain("\tat ");
            assertThat(nameless.exitCode()).isEqualTo(1);
            assertThat(nameless.output())
                    .contains("APPLICATION FAILED TO START")
                    .contains("The route orders did not start. Option clientId is missing", "${DOSHII_CLIENT_ID}");
        }
    }
}
