package io.github.cameldoshii.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.routes.SharedServers.PostgresServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServers.class)
class EventsToPostgresIT {

    @TempDir
    Path temp;

    private PostgresServer server;
    private Database database;
    private Folder deadLetters;
    private ShippedRoutes routes;

    @BeforeEach
    void start(PostgresServer postgres) {
        server = postgres;
        database = postgres.create("events_" + UUID.randomUUID().toString().replace("-", ""));
        deadLetters = new Folder(temp.resolve("dead"));
        routes = startRoutes(Map.of());
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void every_event_is_one_row_with_its_body_as_jsonb() {
        routes.emit(
                "order_created",
                "{ \"id\":90211,\"locationId\":\"aH43\",\"status\":\"accepted\",\"version\":\"v1\",\"note\":\"caf\u00e9\"}");
        routes.emit("table_bulk_updated", "");

        awaitEvents(2);
        assertThat(
                        database.rows(
                                "SELECT environment, event_type, entity, entity_id, location_id, status, version, origin,"
                                        + " body->>'note', received_at > now() - interval '10 minutes' FROM doshii_events ORDER BY id"))
                .containsExactly(
                        "simulator|order_created|order|90211|aH43|accepted|v1|socket|caf\u00e9|t",
                        "simulator|table_bulk_updated|table_bulk|null|null|null|null|socket|null|t");
    }

    @Test
    void a_creation_that_comes_again_is_no_second_row() {
        routes.emit("order_created", "{\"id\":\"1\",\"locationId\":\"L\",\"status\":\"pending\"}");
        routes.emit("order_created", "{\"id\":\"1\",\"locationId\":\"L\",\"status\":\"pending\",\"version\":\"v1\"}");
        routes.emit("order_created", "{\"id\":\"2\",\"locationId\":\"L\",\"status\":\"pending\"}");

        assertThat(statusesWhenStored("2")).containsExactly("1|pending", "2|pending");
    }

    @Test
    void a_table_that_is_created_again_under_its_name_is_a_row_of_its_own() {
        routes.emit("table_created", "{\"id\":\"1\",\"locationId\":\"L\"}");
        routes.emit("table_created", "{\"id\":\"1\",\"locationId\":\"L\"}");

        awaitEvents(2);
    }

    @Test
    void equal_events_without_a_version_are_rows_of_their_own() {
        for (String status : List.of("accepted", "pending", "accepted", "accepted")) {
            routes.emit("order_updated", "{\"id\":\"1\",\"locationId\":\"L\",\"status\":\"" + status + "\"}");
        }
        routes.emit("menu_updated", "{\"locationId\":\"L\"}");
        routes.emit("menu_updated", "{\"locationId\":\"L\"}");

        awaitEvents(6);
        assertThat(database.rows("SELECT status FROM doshii_events ORDER BY id"))
                .containsExactly("accepted", "pending", "accepted", "accepted", "null", "null");
    }

    @Test
    void the_same_event_with_a_version_is_stored_once_whenever_it_comes_again() {
        for (String version : List.of("v1", "v2", "v1", "v2", "v3")) {
            routes.emit(
                    "order_updated",
                    "{\"id\":\"1\",\"locationId\":\"L\",\"status\":\"" + version + "\",\"version\":\"" + version
                            + "\"}");
        }
        routes.emit("order_updated", "{\"id\":\"last\",\"status\":\"s\"}");

        assertThat(statusesWhenStored("last")).containsExactly("1|v1", "1|v2", "1|v3", "last|s");
    }

    @Test
    void a_second_start_finds_the_table_and_what_is_stored_already() {
        routes.emit("order_created", "{\"id\":\"1\",\"locationId\":\"L\",\"status\":\"pending\"}");
        awaitEvents(1);
        routes.close();
        routes = startRoutes(Map.of());

        routes.emit("order_created", "{\"id\":\"1\",\"locationId\":\"L\",\"status\":\"pending\"}");
        routes.emit("order_created", "{\"id\":\"2\",\"locationId\":\"L\",\"status\":\"pending\"}");

        assertThat(statusesWhenStored("2")).containsExactly("1|pending", "2|pending");
    }

    @Test
    void a_type_of_one_word_is_an_event_like_any_other() {
        routes.emit("heartbeat", "{\"id\":\"1\"}");

        awaitEvents(1);
        assertThat(database.rows("SELECT event_type || '|' || entity FROM doshii_events"))
                .containsExactly("heartbeat|");
        assertThat(deadLetters.names()).isEmpty();
    }

    @Test
    void what_postgresql_cannot_hold_becomes_a_dead_letter_and_the_next_event_is_stored() {
        List<String> bodies = List.of(
                "{\"id\":\"1\",\"note\":\"\\u0000\"}",
                "{\"id\":\"2\",\"note\":\"\\ud800\"}",
                "{\"id\":\"3\",\"n\":1e400000}");
        bodies.forEach(body -> routes.emit("order_updated", body));
        routes.emit("order_updated", "{\"id\":\"" + "\u00e9".repeat(4_000) + "\",\"status\":\"long\"}");

        awaitEvents(1);
        assertThat(deadLetters.awaitFiles(6).contents(".json")).containsExactlyElementsOf(bodies);
        assertThat(deadLetters.contents(".reason.txt").get(0)).contains("order_updated", "\\u0000 cannot be converted");
    }

    @Test
    void a_value_from_outside_is_never_part_of_the_statement() {
        routes.emit("order_updated'); DROP TABLE doshii_events; --", "{\"id\":\"'; DROP TABLE doshii_events; --\"}");
        routes.emit("order_updated", "{\"id\":\"${body} :#x ? # $$\"}");

        awaitEvents(2);
        assertThat(database.rows("SELECT entity_id FROM doshii_events ORDER BY id"))
                .containsExactly("'; DROP TABLE doshii_events; --", "${body} :#x ? # $$");
    }

    @Test
    void while_the_database_refuses_connections_events_wait_and_are_stored_in_order_later() {
        routes.emit("order_updated", "{\"id\":\"0\",\"status\":\"s\"}");
        awaitEvents(1);
        server.administration().execute("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS false");
        server.administration()
                .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database.name()
                        + "'");

        for (int i = 1; i <= 10; i++) {
            routes.emit("order_updated", "{\"id\":\"" + i + "\",\"status\":\"s\"}");
        }
        await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() > 0);
        server.administration().execute("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS true");

        awaitEvents(11);
        assertThat(database.rows("SELECT entity_id FROM doshii_events ORDER BY id"))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        assertThat(deadLetters.names()).isEmpty();
    }

    @Test
    void a_user_with_nothing_but_insert_is_enough_where_an_administrator_has_made_the_table() {
        routes.emit("order_created", "{\"id\":\"1\",\"status\":\"pending\"}");
        awaitEvents(1);
        routes.close();
        database.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
        createUser("GRANT USAGE ON SCHEMA public TO %1$s; GRANT INSERT ON doshii_events TO %1$s");

        routes = startRoutes(Map.of("postgres.user", user(), "postgres.password", "pw"));
        routes.emit("order_updated", "{\"id\":\"1\",\"status\":\"accepted\"}");

        awaitEvents(2);
        assertThat(routes.retries()).isZero();
    }

    @Test
    void a_privilege_that_is_missing_is_named_by_the_first_warning_and_once_it_is_there_all_is_stored_in_order() {
        routes.emit("order_created", "{\"id\":\"0\",\"status\":\"pending\"}");
        awaitEvents(1);
        routes.close();
        createUser("GRANT SELECT ON doshii_events TO %s");

        try (LogCapture log = LogCapture.at(Level.WARN)) {
            routes = startRoutes(Map.of("postgres.user", user(), "postgres.password", "pw"));
            routes.emit("order_created", "{\"id\":\"1\",\"status\":\"pending\"}");
            routes.emit("order_created", "{\"id\":\"2\",\"status\":\"pending\"}");
            await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() > 0);

            assertThat(firstWarning(log)).contains("permission denied for table doshii_events", "42501");
        }
        database.execute("GRANT INSERT ON doshii_events TO " + user());

        assertThat(statusesWhenStored("2")).containsExactly("0|pending", "1|pending", "2|pending");
        assertThat(deadLetters.names()).isEmpty();
    }

    @Test
    void a_user_who_may_not_make_the_missing_table_is_told_so_by_the_first_warning() {
        routes.close();
        database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        createUser("GRANT USAGE ON SCHEMA public TO %s");

        try (LogCapture log = LogCapture.at(Level.WARN)) {
            routes = startRoutes(Map.of("postgres.user", user(), "postgres.password", "pw"));
            routes.emit("order_created", "{\"id\":\"1\"}");
            await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() > 0);

            assertThat(firstWarning(log)).contains("permission denied for schema public");
        }
    }

    @Test
    void a_table_of_another_form_is_told_by_the_first_warning_and_makes_no_dead_letters() {
        routes.close();
        database.execute("DROP TABLE IF EXISTS doshii_events");
        database.execute("CREATE TABLE doshii_events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                + " received_at timestamptz NOT NULL, environment text NOT NULL, event_type text NOT NULL, entity text NOT NULL,"
                + " entity_id text, location_id text, status text, version text, origin text NOT NULL, body jsonb NOT NULL,"
                + " entity_hash bytea NOT NULL, event_hash bytea NOT NULL, follows bigint NOT NULL)");

        try (LogCapture log = LogCapture.at(Level.WARN)) {
            routes = startRoutes(Map.of());
            routes.emit("order_created", "{\"id\":\"1\"}");
            await().atMost(ShippedRoutes.PATIENCE).until(() -> routes.retries() > 0);

            assertThat(firstWarning(log)).contains("exchange_id", "42703");
        }
        assertThat(deadLetters.names()).isEmpty();
    }

    @Test
    void orders_of_two_locations_that_have_the_same_id_and_version_are_two_rows() {
        routes.emit("order_updated", "{\"id\":\"7\",\"version\":\"1\",\"locationId\":\"A\"}");
        routes.emit("order_updated", "{\"id\":\"7\",\"version\":\"1\",\"locationId\":\"B\"}");

        awaitEvents(2);
    }

    private static String firstWarning(LogCapture log) {
        return log.lines().stream()
                .filter(line -> line.contains("Failed delivery"))
                .findFirst()
                .orElseThrow();
    }

    private String user() {
        return "user_" + database.name();
    }

    private void createUser(String grants) {
        database.execute("CREATE USER " + user() + " PASSWORD 'pw'");
        database.execute(grants.formatted(user()));
    }

    private ShippedRoutes startRoutes(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(database.properties());
        properties.put("postgres.retryDelay", "100");
        properties.put("postgres.deadLetters", deadLetters.path().toString());
        properties.putAll(more);
        return ShippedRoutes.start(properties, "events-to-postgres.yaml");
    }

    private void awaitEvents(int count) {
        await().atMost(ShippedRoutes.PATIENCE).until(() -> database.events() == count);
    }

    /** Id and status of all events, in order, as soon as the event of this entity is stored. */
    private List<String> statusesWhenStored(String lastId) {
        await().atMost(ShippedRoutes.PATIENCE)
                .until(() -> database.events() > 0
                        && !database.rows("SELECT 1 FROM doshii_events WHERE entity_id = '" + lastId + "'")
                                .isEmpty());
        return database.rows("SELECT entity_id, status FROM doshii_events ORDER BY id");
    }
}
