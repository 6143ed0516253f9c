package io.github.cameldoshii.routes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One database of an embedded PostgreSQL. */
record Database(EmbeddedPostgres postgres, String name) {

    /** What the shipped routes need to reach it. */
    Map<String, String> properties() {
        return Map.of(
                "postgres.url",
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name,
                "postgres.user",
                "postgres",
                "postgres.password",
                "postgres");
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The rows, columns joined by {@code |}. */
    List<String> rows(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    columns.add(found.getString(i));
                }
                rows.add(String.join("|", columns.stream().map(String::valueOf).toList()));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** How many events are stored; 0 before the table is there. */
    int events() {
        return rows("SELECT to_regclass('doshii_events')").get(0).equals("null")
                ? 0
                : Integer.parseInt(rows("SELECT count(*) FROM doshii_events").get(0));
    }

    private Connection connect() throws SQLException {
        return postgres.getDatabase("postgres", name).getConnection();
    }
}
