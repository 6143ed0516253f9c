package io.github.cameldoshii.position;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The statements on the table of delivery histories: a row for each append, and one for each replacement, which makes all rows
 * before it void. So one statement is enough to replace a text, and no lock is held by a node that is paused. Stateless.
 */
final class HistoryTable {

    private final String states;
    private final String table;

    /** @param states the table of states, whose fencing number each write checks */
    HistoryTable(String states) {
        this.states = states;
        this.table = states + "_history";
    }

    /** What makes the table. */
    String definition() {
        return "CREATE TABLE IF NOT EXISTS " + table + " (state_key VARCHAR(500) NOT NULL, seq BIGINT NOT NULL,"
                + " fence BIGINT NOT NULL, replaces BOOLEAN NOT NULL, content TEXT NOT NULL,"
                + " PRIMARY KEY (state_key, seq))";
    }

    /** The newest replacement and what was appended after it. */
    String read(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(
                connection,
                "SELECT content FROM " + table + " WHERE state_key = ? AND seq >= (SELECT COALESCE(MAX(seq), 0) FROM "
                        + table + " WHERE state_key = ? AND replaces) ORDER BY seq")) {
            statement.setString(1, key);
            statement.setString(2, key);
            try (ResultSet rows = statement.executeQuery()) {
                StringBuilder text = new StringBuilder();
                while (rows.next()) {
                    text.append(rows.getString(1));
                }
                return text.toString();
            }
        }
    }

    /**
     * Adds a row unless the key has a higher fencing number. The row of the key is locked for the statement, so that a node
     * which takes the key over at the same moment reads what was added, or nothing is.
     *
     * @return how many rows were added: 1 or 0
     */
    int insert(Connection connection, String key, long fence, boolean replaces, String content) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(
                connection,
                "INSERT INTO " + table + " (state_key, seq, fence, replaces, content)"
                        + " SELECT state_key, (SELECT COALESCE(MAX(seq), 0) + 1 FROM " + table
                        + " WHERE state_key = ?), CAST(? AS BIGINT), CAST(? AS BOOLEAN), CAST(? AS TEXT) FROM " + states
                        + " WHERE state_key = ? AND fence <= ? FOR UPDATE")) {
            statement.setString(1, key);
            statement.setLong(2, fence);
            statement.setBoolean(3, replaces);
            statement.setString(4, content);
            statement.setString(5, key);
            statement.setLong(6, fence);
            return statement.executeUpdate();
        }
    }

    /** Removes what the newest replacement has made void; whoever does it, whenever. */
    void prune(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(
                connection,
                "DELETE FROM " + table + " WHERE state_key = ? AND seq < (SELECT MAX(seq) FROM " + table
                        + " WHERE state_key = ? AND replaces)")) {
            statement.setString(1, key);
            statement.setString(2, key);
            statement.executeUpdate();
        }
    }

    boolean isReadable(Connection connection) {
        try {
            read(connection, "");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
