package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.Ballot;
import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.position.JdbcStateRepository;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.management.ObjectName;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.logging.log4j.Level;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code master:} starts and stops the consumer: Camel does not tell that one its route, and does not know it. */
class MasterRouteTest extends RouteTestSupport {

    private static final String URI = "master:doshii:doshii:simulator";

    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void elect() throws Exception {
        context.addService(new Ballot());
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        context.getRegistry().bind("db", database);
        component.getConfiguration().setPositionStore("jdbc:db");
    }

    private List<String> keys() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT state_key FROM doshii_states ORDER BY 1")) {
            List<String> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
            return keys;
        }
    }

    private List<HealthCheck.Result> health() {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().equals("consumer:doshii-orders"))
                .toList();
    }

    private static Set<ObjectName> beans() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("org.apache.camel:type=consumers,name=DoshiiConsumer*,*"), null);
    }

    private String console() {
        DoshiiDevConsole console = new DoshiiDevConsole();
        console.setCamelContext(context);
        return String.valueOf(console.call(DevConsole.MediaType.TEXT));
    }

    @Test
    void positions_are_kept_under_the_names_of_the_routes_whatever_the_options_are() throws Exception {
        routes(r -> {
            r.from(URI + "?queueSize=10").routeId("a").to("mock:a");
            r.from(URI + "?queueSize=20").routeId("b").to("mock:b");
        });
        startAndAwaitSockets(1);
        await().atMost(SOON).until(() -> keys().size() == 2);

        assertThat(keys().get(0)).endsWith("/a");
        assertThat(keys().get(1)).endsWith("/b");
    }

    @Test
    void a_route_without_an_id_is_told_of_as_without_master() throws Exception {
        try (LogCapture log = LogCapture.at(Level.WARN)) {
            routes(r -> r.from(URI).to("mock:orders"));
            startAndAwaitSockets(1);

            assertThat(log.ownMessages(Level.WARN)).anyMatch(line -> line.contains("give the route an id of its own"));
        }
    }

    @Test
    void health_jmx_and_the_console_show_the_consumer_while_it_leads_and_no_longer() throws Exception {
        routes(r -> r.from(URI).routeId("orders").to("mock:orders"));
        startAndAwaitSockets(1);
        await().atMost(SOON)
                .until(() -> health().stream().anyMatch(result -> result.getState() == HealthCheck.State.UP));
        assertThat(beans()).hasSize(1);
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(beans().iterator().next(), "ConnectionState"))
                .isEqualTo("LIVE");
        assertThat(console()).contains("Route orders");

        context.getRouteController().stopRoute("orders");
        awaitSockets(0);
        assertThat(health()).isEmpty();
        assertThat(beans()).isEmpty();
        assertThat(console()).contains("No Doshii consumers");
    }

    @Test
    void a_suspended_route_has_no_socket_and_a_resumed_one_goes_on() throws Exception {
        routes(r -> r.from(URI).routeId("orders").to("mock:orders"));
        startAndAwaitSockets(1);
        context.getRouteController().suspendRoute("orders");
        awaitSockets(0);
        context.getRouteController().resumeRoute("orders");
        awaitSockets(1);

        mock("orders").expectedMessageCount(1);
        emitOrder("1");
        mock("orders").assertIsSatisfied(SOON.toMillis());
    }

    @Test
    void who_is_taken_over_says_so_delivers_nothing_more_and_stands_for_election_again() throws Exception {
        try (LogCapture log = LogCapture.at(Level.INFO)) {
            routes(r -> r.from(URI).routeId("orders").to("mock:orders"));
            startAndAwaitSockets(1);
            await().atMost(SOON).until(() -> keys().size() == 1);
            JdbcStateRepository other = new JdbcStateRepository(database);
            other.start();
            other.getState(keys().get(0));

            await().atMost(SOON).until(() -> log.ownMessages(Level.ERROR).stream()
                    .anyMatch(line -> line.contains("another node was elected and has taken over")));
            await().atMost(SOON).until(() -> log.ownMessages(Level.INFO).stream()
                    .anyMatch(line -> line.contains("stands by for the next election")));
            // There is no other candidate here.
            awaitSockets(1);
        }
    }
}
