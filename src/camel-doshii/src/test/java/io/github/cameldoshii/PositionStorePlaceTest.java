package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.position.AtomicFileStateRepository;
import io.github.cameldoshii.position.InMemoryStateRepository;
import io.github.cameldoshii.position.JdbcStateRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.logging.log4j.Level;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Option positionStore at work: in routes, shared by routes, and what is told where it cannot be. */
class PositionStorePlaceTest extends RouteTestSupport {

    @TempDir
    private Path folder;

    private String file() {
        return "file:" + folder.resolve("positions");
    }

    private void yaml(String parameters) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(
                        "orders.yaml",
                        """
                - route:
                    id: orders
                    from:
                      uri: doshii:simulator
                      parameters: { %s }
                      steps:
                        - to: mock:orders
                """
                                .formatted(parameters)));
    }

    private String content() throws Exception {
        return Files.readString(folder.resolve("positions"));
    }

    private JdbcDataSource dataSource(String name) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        context.getRegistry().bind(name, h2);
        return h2;
    }

    private static int states(JdbcDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(*) FROM doshii_states WHERE state_value LIKE 'doshii-position %'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Throwable failureOf(String positionStore) throws Exception {
        component.getConfiguration().setPositionStore(positionStore);
        routes(r -> r.from("doshii:simulator").routeId("orders").to("mock:orders"));
        return RootCause.of(catchThrowable(context::start));
    }

    @Test
    void a_yaml_route_keeps_its_position_in_a_file() throws Exception {
        yaml("positionStore: \"" + file() + "\"");
        startAndAwaitSockets(1);
        awaitLive("orders");
        context.stop();

        assertThat(content()).contains("/orders=doshii-position ");
    }

    @Test
    void a_yaml_route_keeps_its_position_in_a_database() throws Exception {
        JdbcDataSource database = dataSource("db");
        yaml("positionStore: \"jdbc:#db\"");
        startAndAwaitSockets(1);
        awaitLive("orders");
        context.stop();

        assertThat(states(database)).isEqualTo(1);
    }

    @Test
    void two_routes_and_two_components_with_one_file_share_it_whatever_it_is_called() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("positions"));
        DoshiiComponent second = new DoshiiComponent(context);
        second.setConfiguration(component.getConfiguration().copy());
        context.addComponent("second", second);
        component.getConfiguration().setPositionStore(file());
        second.getConfiguration().setPositionStore("file:" + link);
        routes(r -> {
            r.from("doshii:simulator").routeId("a").to("mock:a");
            r.from("doshii:simulator?positionStore=file://" + folder.resolve("x/../positions"))
                    .routeId("b")
                    .to("mock:b");
            r.from("second:simulator").routeId("c").to("mock:c");
        });
        startAndAwaitSockets(1);
        awaitLive("c");

        assertThat(context.getRegistry().findByType(AtomicFileStateRepository.class))
                .hasSize(1);
        context.stop();
        assertThat(content()).contains("/a=doshii-position ", "/b=doshii-position ", "/c=doshii-position ");
    }

    @Test
    void two_routes_with_one_database_share_a_repository() throws Exception {
        JdbcDataSource database = dataSource("db");
        component.getConfiguration().setPositionStore("jdbc:db");
        routes(r -> {
            r.from("doshii:simulator").routeId("a").to("mock:a");
            r.from("doshii:simulator?positionStore=jdbc:%23db").routeId("b").to("mock:b");
        });
        startAndAwaitSockets(1);
        awaitLive("b");

        assertThat(context.getRegistry().findByType(JdbcStateRepository.class)).hasSize(1);
        context.stop();
        assertThat(states(database)).isEqualTo(2);
    }

    @Test
    void a_repository_of_the_registry_that_has_the_file_is_the_one_that_is_used() throws Exception {
        AtomicFileStateRepository mine = new AtomicFileStateRepository(folder.resolve("positions"));
        mine.setLockTimeout(Duration.ZERO);
        context.getRegistry().bind("mine", mine);
        component.getConfiguration().setPositionStore(file());
        routes(r -> r.from("doshii:simulator").routeId("orders").to("mock:orders"));
        startAndAwaitSockets(1);

        assertThat(mine.isStarted()).isTrue();
        context.stop();
        assertThat(mine.isStopped()).isTrue();
    }

    @Test
    void a_stopped_route_leaves_the_store_to_the_others_and_the_context_stops_it() throws Exception {
        component.getConfiguration().setPositionStore(file());
        routes(r -> {
            r.from("doshii:simulator").routeId("a").to("mock:a");
            r.from("doshii:simulator").routeId("b").to("mock:b");
        });
        startAndAwaitSockets(1);
        awaitLive("a");
        AtomicFileStateRepository repository = context.getRegistry()
                .findByType(AtomicFileStateRepository.class)
                .iterator()
                .next();
        context.getRouteController().stopRoute("a");
        assertThat(repository.isStarted()).isTrue();
        context.getRouteController().startRoute("a");
        context.stop();

        assertThat(repository.isStopped()).isTrue();
    }

    @Test
    void a_route_can_be_started_again_after_the_file_was_in_use() throws Exception {
        AtomicFileStateRepository mine = new AtomicFileStateRepository(folder.resolve("positions"));
        mine.setLockTimeout(Duration.ZERO);
        context.getRegistry().bind("mine", mine);
        AtomicFileStateRepository other = new AtomicFileStateRepository(folder.resolve("positions"));
        other.start();
        component.getConfiguration().setPositionStore(file());
        routes(r ->
                r.from("doshii:simulator").routeId("orders").autoStartup(false).to("mock:orders"));
        context.start();
        assertThat(catchThrowable(() -> context.getRouteController().startRoute("orders")))
                .hasStackTraceContaining("is in use");
        other.stop();

        context.getRouteController().startRoute("orders");
        awaitSockets(1);
        assertThat(mine.isStarted()).isTrue();
    }

    @Test
    void a_state_repository_wins_and_that_is_said() throws Exception {
        InMemoryStateRepository mine = new InMemoryStateRepository();
        component.getConfiguration().setStateRepository(mine);
        component.getConfiguration().setPositionStore(file());
        try (LogCapture log = LogCapture.at(Level.INFO)) {
            routes(r -> r.from("doshii:simulator").routeId("orders").to("mock:orders"));
            startAndAwaitSockets(1);

            assertThat(log.ownMessages(Level.INFO))
                    .contains("Route orders: option positionStore is not used, because stateRepository is set");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_bean_that_is_missing_is_told_with_those_that_there_are() throws Exception {
        dataSource("shop");
        dataSource("ledger");

        assertThat(failureOf("jdbc:shpo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Option positionStore is 'jdbc:shpo': the registry has no bean shpo")
                .hasMessageContaining("The DataSources that it has are: ledger, shop");
    }

    @Test
    void a_registry_without_any_data_source_is_told() throws Exception {
        assertThat(failureOf("jdbc:db")).hasMessageContaining("It has no DataSource at all");
    }

    @Test
    void a_bean_that_is_no_data_source_is_told() throws Exception {
        context.getRegistry().bind("db", "a text");

        assertThat(failureOf("jdbc:db")).hasMessageContaining("the bean db is no DataSource but a java.lang.String");
    }

    @Test
    void an_unknown_kind_is_told() throws Exception {
        assertThat(failureOf("redis:x")).hasMessageContaining("there is no such kind of store");
    }

    @Test
    void a_folder_in_place_of_the_file_is_told() throws Exception {
        Files.createDirectory(folder.resolve("positions"));

        assertThat(failureOf(file())).hasMessageContaining("Name a file in it");
    }
}
