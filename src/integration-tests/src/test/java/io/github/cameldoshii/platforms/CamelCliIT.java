package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shipped route in the Camel CLI, by the command lines of docs/camel-cli.md. */
class CamelCliIT {

    private static final DocumentationPage PAGE = DocumentationPage.of("camel-cli.md");
    private static final Map<String, String> CREDENTIALS =
            Map.of("DOSHII_CLIENT_ID", "simulator", "DOSHII_CLIENT_SECRET", "simulator");

    /** Not in a temporary folder, at whose end JUnit warns of each link in it. */
    private static final Path REPOSITORY =
            Path.of(System.getProperty("module.directory"), "target", "repositories", "camel-cli");

    @TempDir
    static Path shared;

    private static LocalRepository repository;
    private static CamelCli cli;

    @TempDir
    Path directory;

    private DoshiiSimulator doshii;

    @BeforeAll
    static void install() throws Exception {
        repository = LocalRepository.create(REPOSITORY, "camel-doshii", "camel-jbang-plugin-catalog");
        cli = CamelCli.install(shared.resolve("cli"), repository);
    }

    @BeforeEach
    void write_the_files_of_the_page() throws Exception {
        doshii = DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
        Files.copy(OrderFiles.ROUTE, directory.resolve("orders-to-files.yaml"));
        Files.writeString(directory.resolve("application.properties"), PAGE.block("properties"));
    }

    @AfterEach
    void end() {
        doshii.close();
    }

    @Test
    void orders_become_files_and_a_restart_asks_for_what_was_missed() throws Exception {
        String first;
        try (JavaProcess camel = run()) {
            camel.awaitPrinted("Connected to Doshii sandbox");
            first = doshii.orders().create(Map.of("status", "pending")).id();
            OrderFiles.in(directory).await(camel, "order_created-" + first + ".json");
            camel.terminate();
        }

        String missed = doshii.orders().create(Map.of("status", "pending")).id();

        try (JavaProcess camel = run()) {
            OrderFiles.in(directory)
                    .await(camel, "order_created-" + first + ".json", "order_created-" + missed + ".json");
        }
    }

    @Test
    void a_project_exported_for_Quarkus_builds_and_starts() throws Exception {
        try (JavaProcess export = cli.start(
                directory,
                Map.of(),
                "export",
                PAGE.commandAfter("camel export --runtime=quarkus"),
                "--runtime=quarkus",
                // That which the CLI takes by itself is not in every repository.
                "--kamelets-version=4.15.0")) {
            assertThat(export.exitCode()).as(export::printed).isZero();
        }
        Path project = directory.resolve("orders-quarkus");
        MavenBuild.run(project, repository, "-q", "package");

        try (JavaProcess application = JavaProcess.start(
                directory,
                CREDENTIALS,
                List.of(
                        "-Dcamel.component.doshii.socket-url=" + doshii.socketUrl(),
                        "-Dcamel.component.doshii.api-url=" + doshii.apiUrl(),
                        "-jar",
                        project.resolve("target/quarkus-app/quarkus-run.jar").toString()))) {
            application.awaitPrinted("Connected to Doshii sandbox");
            String order = doshii.orders().create(Map.of("status", "pending")).id();
            OrderFiles.in(directory).await(application, "order_created-" + order + ".json");
            assertThat(directory.resolve("doshii-positions.lock")).exists();
        }
    }

    @Test
    void the_catalog_shows_the_component_once_the_plugin_is_added() throws Exception {
        CamelCli camel = cli.withHome(directory);
        try (JavaProcess plugin = camel.start(directory, Map.of(), "plugin", PAGE.commandAfter("camel plugin"))) {
            assertThat(plugin.exitCode()).as(plugin::printed).isZero();
        }

        try (JavaProcess catalog =
                camel.start(directory, Map.of(), "catalog", PAGE.commandAfter("camel catalog"), "--filter=position")) {
            assertThat(catalog.exitCode()).as(catalog::printed).isZero();
            assertThat(catalog.printed())
                    .contains(
                            "doshii:environment",
                            "positionStore",
                            "Options of the component, camel.component.doshii.* (",
                            "memory")
                    .doesNotContain("heartbeatInterval");
        }
    }

    private JavaProcess run() {
        return cli.start(
                directory,
                CREDENTIALS,
                "run",
                PAGE.commandAfter("camel run"),
                "--logging-color=false",
                "--prop=camel.component.doshii.socket-url=" + doshii.socketUrl(),
                "--prop=camel.component.doshii.api-url=" + doshii.apiUrl());
    }
}
