package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.position.AtomicFileStateRepository;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runner's own default: positions in a file, so that a restart goes on where it was. */
@Timeout(120)
class RunnerPositionsTest extends CommandLineTestSupport {

    private static final String ROUTE =
            """
            - route:
                id: orders
                from:
                  uri: doshii:simulator
                  parameters: {socketUrl: "%s", apiUrl: "%s", events: order_created}
                  steps:
                    - log: "Got ${header.CamelDoshiiEntityId}"
            """;

    private DoshiiSimulator simulator;

    @BeforeEach
    void open() {
        simulator = DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
        line.file("routes/orders.yaml", ROUTE.formatted(simulator.socketUrl(), simulator.apiUrl()))
                .file("application.properties", "camel.main.durationMaxMessages=1\n");
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void what_was_created_while_it_was_down_arrives_after_the_restart() throws Exception {
        runUntilAnOrderArrives();
        assertThat(line.out()).contains("Positions are kept in " + directory.resolve("doshii-positions"));
        assertThat(directory.resolve("doshii-positions")).content().contains("/orders=doshii-position 1 at ");

        String second = simulator.orders().create().id();
        // The first one is within the overlap, and does not come again.
        CommandLineUnderTest again = new CommandLineUnderTest(directory)
                .file(
                        "application.properties",
                        """
                camel.main.durationMaxMessages=1
                camel.main.durationMaxSeconds=30
                """);
        assertThat(again.run("run")).isZero();
        assertThat(again.out()).containsOnlyOnce("Got ").contains("Got " + second);
    }

    @Test
    void a_property_names_another_file() throws Exception {
        line.file(
                "application.properties",
                """
                camel.main.durationMaxMessages=1
                doshii.position.file=kept/positions
                """);
        runUntilAnOrderArrives();

        assertThat(directory.resolve("kept/positions")).exists();
        assertThat(directory.resolve("doshii-positions")).doesNotExist();
    }

    @Test
    void a_repository_that_the_user_has_set_is_left_alone() throws Exception {
        line.file(
                "application.properties",
                """
                camel.main.durationMaxMessages=1
                camel.beans.mine=#class:io.github.cameldoshii.position.AtomicFileStateRepository
                camel.beans.mine.file=%s
                camel.component.doshii.stateRepository=#bean:mine
                """
                        .formatted(directory.resolve("mine")));
        runUntilAnOrderArrives();

        assertThat(directory.resolve("mine")).exists();
        assertThat(directory.resolve("doshii-positions")).doesNotExist();
        assertThat(line.out()).doesNotContain("Positions are kept in");
    }

    @Test
    void a_position_store_that_the_user_has_set_is_used_in_its_place() throws Exception {
        line.file(
                "application.properties",
                """
                camel.main.durationMaxMessages=1
                camel.component.doshii.position-store=file:%s
                """
                        .formatted(directory.resolve("store")));
        runUntilAnOrderArrives();

        assertThat(directory.resolve("store")).content().contains("/orders=doshii-position 1 at ");
        assertThat(directory.resolve("doshii-positions")).doesNotExist();
        assertThat(line.out()).doesNotContain("Positions are kept in").doesNotContain("a restart forgets");
    }

    @Test
    void a_position_store_of_a_route_is_used_for_that_route() throws Exception {
        line.file(
                "routes/orders.yaml",
                ROUTE.replace("events: order_created", "positionStore: \"file:" + directory.resolve("store") + "\"")
                        .formatted(simulator.socketUrl(), simulator.apiUrl()));
        runUntilAnOrderArrives();

        assertThat(directory.resolve("store")).content().contains("/orders=doshii-position 1 at ");
        assertThat(directory.resolve("doshii-positions")).doesNotExist();
    }

    @Test
    void memory_can_be_asked_for_and_is_warned_of() throws Exception {
        line.file(
                "application.properties",
                """
                camel.main.durationMaxMessages=1
                camel.component.doshii.positionStore=memory
                """);
        runUntilAnOrderArrives();

        assertThat(directory.resolve("doshii-positions")).doesNotExist();
        assertThat(line.out()).contains("a restart forgets");
    }

    @Test
    void the_wait_for_a_file_that_is_in_use_holds_for_a_position_store_too() {
        AtomicFileStateRepository other = new AtomicFileStateRepository(directory.resolve("store"));
        other.start();
        line.file(
                "application.properties",
                """
                doshii.position.lockTimeout=200
                camel.component.doshii.position-store=file:%s
                """
                        .formatted(directory.resolve("store")));
        try {
            assertThat(line.run("run")).isEqualTo(1);
            assertThat(line.err()).contains("A wait of 0.2 s was not enough");
        } finally {
            other.stop();
        }
    }

    @Test
    void a_second_run_in_the_same_folder_is_told_what_to_do() {
        AtomicFileStateRepository other = new AtomicFileStateRepository(directory.resolve("doshii-positions"));
        other.start();
        line.file("application.properties", "doshii.position.lockTimeout=200\n");
        try {
            assertThat(line.run("run")).isEqualTo(1);
            assertThat(line.err()).contains("A wait of 0.2 s was not enough");
            assertThat(line.err()).contains("doshii-positions is in use").contains("-Ddoshii.position.file=");
        } finally {
            other.stop();
        }
    }

    @Test
    void a_run_that_starts_while_another_drains_waits_and_goes_on_where_that_one_has_ended() throws Exception {
        runUntilAnOrderArrives();
        AtomicFileStateRepository draining = new AtomicFileStateRepository(directory.resolve("doshii-positions"));
        draining.start();
        CommandLineUnderTest next = new CommandLineUnderTest(directory)
                .file(
                        "application.properties",
                        """
                camel.main.durationMaxMessages=1
                camel.main.durationMaxSeconds=30
                """);
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> next.run("run"));
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> next.out().contains("Waiting up to 70 s"));
        assertThat(simulator.openConnections()).isZero();
        String meanwhile = simulator.orders().create().id();
        draining.stop();

        assertThat(run.get(60, TimeUnit.SECONDS)).as(next.out() + next.err()).isZero();
        assertThat(next.out()).contains("is free after").contains("Got " + meanwhile);
    }

    @Test
    void a_link_to_where_positions_are_kept_stays_a_link() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("doshii-positions"), Path.of("volume/kept"));
        runUntilAnOrderArrives();

        assertThat(link).isSymbolicLink();
        assertThat(directory.resolve("volume/kept")).content().contains("/orders=doshii-position 1 at ");
        assertThat(line.out()).contains(link + " (which leads to " + directory.resolve("volume/kept") + ")");
    }

    private void runUntilAnOrderArrives() throws Exception {
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> line.run("run"));
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> simulator.openConnections() == 1 || run.isDone());
        simulator.orders().create();
        assertThat(run.get(60, TimeUnit.SECONDS)).as(line.out() + line.err()).isZero();
    }
}
