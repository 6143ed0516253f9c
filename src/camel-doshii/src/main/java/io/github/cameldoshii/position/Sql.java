package io.github.cameldoshii.position;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;

/** What the statements on both tables have in common. Stateless. */
final class Sql {

    /** The standard's class of "syntax error or access rule violation", such as of a table that is not there. */
    private static final String NO_SUCH_THING = "42";

    /** SQL state of the standard's class 23, in PostgreSQL and H2. */
    private static final String UNIQUE_VIOLATION = "23505";

    private static final int STATEMENT_SECONDS = 10;

    private Sql() {}

    /** Statements end after 10 s. */
    static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(STATEMENT_SECONDS);
        return statement;
    }

    /** Makes a table, unless it turns out to be there. */
    static void makeTable(Connection connection, String definition, Predicate<Connection> isThere) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(definition);
        } catch (SQLException e) {
            // "If not exists" is no promise between nodes that make the table at the same time: PostgreSQL refuses all
            // but
            // one, with one of several SQL states. What counts is that the table is there.
            if (!isThere.test(connection)) {
                throw e;
            }
        }
    }

    static boolean isDuplicate(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    static boolean isMissingTable(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith(NO_SUCH_THING);
    }
}
