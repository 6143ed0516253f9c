package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.position.AtomicFileStateRepository;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only the packaged jar, as a process, can show. */
@Timeout(180)
class RunnerJarIT {

    @TempDir
    private Path directory;

    @Test
    void has_the_endpoints_and_languages_that_routes_use() throws Exception {
        write(
                "routes/all.yaml",
                """
                - beans:
                    - name: artemis
                      type: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory
                      properties: {brokerURL: "tcp://localhost:1"}
                    - name: h2
                      type: org.h2.jdbcx.JdbcDataSource
                      properties: {url: "jdbc:h2:mem:runner;DB_CLOSE_DELAY=-1"}
                    - name: postgres
                      type: org.postgresql.ds.PGSimpleDataSource
                      properties: {databaseName: none}
                - route:
                    id: from-timer
                    from:
                      uri: timer:once
                      parameters: {repeatCount: 1, delay: 0}
                      steps:
                        - setBody: {constant: '{"a":1,"id":"x"}'}
                        - setHeader: {name: jq, expression: {jq: {expression: ".a", resultType: int}}}
                        - setHeader: {name: path, expression: {jsonpath: "$.id"}}
                        - to: sql:create table t (a int)?dataSource=#h2
                        - to: sql:insert into t values (:#${header.jq})?dataSource=#h2
                        - setBody: {constant: select a from t}
                        - to: jdbc:h2
                        - to: seda:next
                - route:
                    id: from-seda
                    from:
                      uri: seda:next
                      steps:
                        - to: direct:last
                - route:
                    id: from-direct
                    from:
                      uri: direct:last
                      steps:
                        - setBody: {simple: "rows ${body.size}"}
                        - to: log:seen
                        - to: "file:out?fileName=${header.path}.txt"
                        - log: "All worked: jq ${header.jq}, ${body}"
                - route:
                    id: never
                    from:
                      uri: direct:never
                      steps:
                        - to: jms:queue:orders?connectionFactory=#artemis
                        - to: http://localhost:1/orders
                        - to: sql:select 1?dataSource=#postgres
                        - to: kafka:orders?brokers=localhost:1
                """);

        try (RunnerJar jar = RunnerJar.start(directory, "run")) {
            jar.awaitOutput("All worked: jq 1, rows 1");
            assertThat(jar.terminate()).isZero();
            assertThat(jar.output()).doesNotContain("ERROR").contains("Stopped; every event");
        }
        assertThat(directory.resolve("out/x.txt")).exists();
    }

    @Test
    void the_files_that_several_jars_bring_are_joined() throws IOException {
        try (JarFile jar = new JarFile(RunnerJar.JAR.toFile())) {
            assertThat(jar.isMultiRelease()).isTrue();
            assertThat(text(jar, "META-INF/services/org/apache/camel/TypeConverterLoader"))
                    .contains("camel.component.jms", "camel.component.http", "camel.component.jackson");
            assertThat(text(jar, "META-INF/services/java.sql.Driver"))
                    .contains("org.postgresql.Driver", "org.h2.Driver");
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains("META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat")
                    .contains("META-INF/LICENSE", "META-INF/NOTICE")
                    .noneMatch(name -> name.endsWith(".SF") || name.endsWith("module-info.class"))
                    .noneMatch(name -> name.startsWith("org/junit")
                            || name.startsWith("org/mockito")
                            || name.startsWith("org/apache/camel/test/")
                            || name.startsWith("org/apache/camel/component/mock/"));
        }
    }

    private void writeLoggingRoute() throws Exception {
        write(
                "routes/r.yaml",
                """
                - route:
                    from:
                      uri: doshii:simulator
                      steps:
                        - log: "${header.CamelDoshiiEntityId}"
                """);
    }

    @Test
    void the_environment_wins_over_the_file_and_a_system_property_over_both() throws Exception {
        write(
                "application.properties",
                """
                camel.component.doshii.client-id=from-the-file
                camel.main.name=run-by-the-file
                """);
        writeLoggingRoute();
        try (DoshiiSimulator simulator = DoshiiSimulator.start(
                        SimulatorOptions.defaults().withPort(0).withClientId("from-the-environment"));
                RunnerJar jar = RunnerJar.start(
                        directory,
                        Map.of(
                                "CAMEL_COMPONENT_DOSHII_CLIENTID",
                                "from-the-environment",
                                "CAMEL_COMPONENT_DOSHII_SOCKETURL",
                                "ws://localhost:1/app/socket",
                                "CAMEL_MAIN_NAME",
                                "run-by-a-variable"),
                        List.of("-Dcamel.component.doshii.socketUrl=" + simulator.socketUrl()),
                        "run")) {
            jar.awaitOutput("Connected to Doshii");
            assertThat(jar.terminate()).isZero();
            assertThat(jar.output()).contains("(run-by-a-variable) started");
        }
    }

    @Test
    void a_mistyped_option_is_named_with_those_that_there_are_and_what_it_holds_is_not_told() throws Exception {
        writeLoggingRoute();
        write("application.properties", "camel.component.doshii.clientSecrt=TOPSECRET998877\n");
        try (RunnerJar jar = RunnerJar.start(directory, "run", "--log-level", "DEBUG")) {
            assertThat(jar.exitCode()).isEqualTo(1);
            assertThat(jar.output())
                    .contains("error: property camel.component.doshii.clientSecrt: there is no option clientSecrt")
                    .contains("clientId, clientSecret, ")
                    .doesNotContain("TOPSECRET998877");
        }
    }

    @Test
    void sigterm_in_a_burst_loses_nothing_that_was_read() throws Exception {
        write(
                "routes/r.yaml",
                """
                - route:
                    from:
                      uri: doshii:simulator
                      steps:
                        - delay: {constant: 5}
                        - to: "file:out?fileName=${header.CamelDoshiiEntityId}.json"
                        - log: "Wrote ${header.CamelDoshiiEntityId}."
                """);
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                RunnerJar jar = RunnerJar.start(
                        directory,
                        Map.of("CAMEL_COMPONENT_DOSHII_SOCKETURL", simulator.socketUrl()),
                        List.of(),
                        "run")) {
            jar.awaitOutput("Connected to Doshii");
            for (int id = 1; id <= 600; id++) {
                simulator.emit("order_created", "{\"id\":\"%d\"}".formatted(id));
            }
            jar.awaitOutput("Wrote 20.");
            assertThat(jar.terminate()).isZero();
            assertThat(jar.output()).contains("Stopped; every event that was read is finished");
        }
        // All 600 fit the queue of 1000, so all had been read when the signal came.
        try (Stream<Path> files = Files.list(directory.resolve("out"))) {
            assertThat(files).hasSize(600);
        }
    }

    @Test
    void no_credential_is_logged_even_at_trace() throws Exception {
        String id = "wombat-id-4711";
        String secret = "quokka-secret-0815";
        write("application.properties", "camel.component.doshii.clientSecret=" + secret);
        write(
                "routes/r.yaml",
                """
                - route:
                    from:
                      uri: doshii:simulator
                      parameters: {clientId: "{{env:WOMBAT}}"}
                      steps:
                        - log: "Got ${header.CamelDoshiiEntityId}"
                        - filter:
                            simple: "${header.CamelDoshiiUri}"
                            steps:
                              - to: "doshii:simulator?operation=fetch&clientId={{env:WOMBAT}}"
                              - log: "Fetched ${header.CamelDoshiiEntityId}"
                """);
        try (DoshiiSimulator simulator = DoshiiSimulator.start(
                        SimulatorOptions.defaults().withPort(0).withClientId(id).withClientSecret(secret));
                RunnerJar jar = RunnerJar.start(
                        directory,
                        Map.of(
                                "WOMBAT",
                                id,
                                "CAMEL_COMPONENT_DOSHII_SOCKETURL",
                                simulator.socketUrl(),
                                "CAMEL_COMPONENT_DOSHII_APIURL",
                                simulator.apiUrl()),
                        List.of(),
                        "run",
                        "--log-level",
                        "TRACE")) {
            jar.awaitOutput("Connected to Doshii");
            simulator.emit("order_created", "{\"id\":\"7\"}");
            jar.awaitOutput("Got 7");
            simulator.dropConnections();
            jar.awaitOutput("Disconnected: ");
            // Catch-up and the step that fetches bring the tokens of the REST API into play.
            String missed =
                    simulator.orders().create(Map.of("status", "accepted")).id();
            jar.awaitOutput("Fetched " + missed);
            await().untilAsserted(() -> assertThat(simulator.restCalls())
                    .anyMatch(call -> call.path().equals("/orders")));
            assertThat(jar.terminate()).isZero();
            assertThat(jar.output())
                    .contains(" TRACE ")
                    .doesNotContain(forms(id))
                    .doesNotContain(forms(secret));
            assertThat(jar.output()).doesNotContain("eyJ");
        }
    }

    @Test
    void the_simulator_and_the_demo_end_cleanly() throws Exception {
        try (RunnerJar jar = RunnerJar.start(directory, "simulator", "--port", "0")) {
            jar.awaitOutput("Started, Ctrl-C to stop");
            assertThat(jar.terminate()).isZero();
            assertThat(jar.output()).contains("ws://localhost:").contains("Stopped");
        }
        try (RunnerJar jar = RunnerJar.start(directory, "demo", "--port", "0")) {
            jar.awaitOutput("the connection is cut")
                    .awaitOutput("connected again")
                    .awaitOutput("order_created-2001.json, origin catchup");
            assertThat(jar.terminate()).isZero();
            assertThat(jar.output()).contains("Demo: stopped");
        }
        try (Stream<Path> files = Files.list(directory.resolve("demo-orders"))) {
            assertThat(files).anyMatch(file -> file.toString().endsWith("order_created-1001.json"));
        }
    }

    @Test
    void a_stop_while_it_waits_for_its_state_file_is_a_clean_one_and_takes_no_time() throws Exception {
        write(
                "routes/orders.yaml",
                "- route: {id: orders, from: {uri: 'doshii:simulator', steps: [{to: 'log:seen'}]}}");
        AtomicFileStateRepository other = new AtomicFileStateRepository(directory.resolve("doshii-positions"));
        other.start();
        try (RunnerJar jar = RunnerJar.start(directory, "run")) {
            jar.awaitOutput("another process holds the lock on " + directory.resolve("doshii-positions.lock")
                    + ": process " + ProcessHandle.current().pid());
            long start = System.nanoTime();
            assertThat(jar.terminate()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            assertThat(jar.output()).contains("Stopped before the start was complete; no event was read");
        } finally {
            other.stop();
        }
    }

    @Test
    void a_port_in_use_is_told_with_another_one() throws Exception {
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                RunnerJar jar = RunnerJar.start(directory, "simulator", "--port", "" + simulator.port())) {
            assertThat(jar.exitCode()).isEqualTo(1);
            assertThat(jar.output())
                    .contains("port " + simulator.port() + " is in use")
                    .contains("--port " + (simulator.port() + 1))
                    .doesNotContain("\tat ");
        }
    }

    /** The value, and its base64 with and without padding, plain and percent-encoded. */
    private static String[] forms(String value) {
        String base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        return Stream.of(value, base64, base64.replace("=", ""), base64.replace("=", "%3D"))
                .distinct()
                .toArray(String[]::new);
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
