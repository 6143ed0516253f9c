package io.github.cameldoshii.position;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Keeps states in a table of a database that several machines share, so that one can go on where another has ended.
 *
 * <p>Who reads a key takes it over: the key's fencing number is raised, and each write carries the number that its writer
 * has taken. A node that was replaced while it was paused, and wakes up, cannot move the state back: its write is refused
 * with {@link FencedException}. It may take the key over again, which a Doshii consumer does whenever its route starts.
 * Keys are independent of each other. So do not read the keys of a running node through another repository; look into the
 * table instead.
 *
 * <p>The table, made at first use if {@code createTable} is set:
 *
 * <pre>
 * CREATE TABLE doshii_states (
 *   state_key VARCHAR(500) PRIMARY KEY, state_value VARCHAR(4000), fence BIGINT NOT NULL)
 * </pre>
 *
 * <p>Delivery histories are in a second table, which is made likewise; its name is that of the first and
 * {@code _history}. Without it states are kept all the same.
 *
 * <pre>
 * CREATE TABLE doshii_states_history (
 *   state_key VARCHAR(500) NOT NULL, seq BIGINT NOT NULL, fence BIGINT NOT NULL,
 *   replaces BOOLEAN NOT NULL, content TEXT NOT NULL, PRIMARY KEY (state_key, seq))
 * </pre>
 *
 * <p>The text of a key is the content of its rows in the order of {@code seq}, from the last one on that {@code replaces}
 * what was before it. The state of a key is to be read before its history is, which takes
 * the key over: then a node that was replaced can add nothing to it any more.
 *
 * <p>Works with PostgreSQL and H2. Every statement is a transaction of its own, so a node that stops in the middle of
 * something leaves no lock behind. Statements end after 10 s; set a socket time-out of the driver against networks that
 * swallow everything. Any failure is a {@link RuntimeCamelException} and leaves the fencing number as it was or unused; the next call
 * tries again. May be used by any thread between start and stop; calls block.
 */
public class JdbcStateRepository extends ServiceSupport implements SharedStateRepository, HistoryLog {

    /** PostgreSQL cuts names after 63 characters, and that of the table of histories is longer by 8. */
    private static final Pattern TABLE = Pattern.compile("([A-Za-z_]\\w{0,62}\\.)?[A-Za-z_]\\w{0,54}");

    /** Each time, another node has won; they cannot be that many. */
    private static final int TAKE_OVER_ATTEMPTS = 100;

    private record Row(long fence, Optional<String> value) {}

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private interface HistoryWork<T> {
        T with(Connection connection, HistoryTable histories) throws SQLException;
    }

    // Set before the start.
    private DataSource dataSource;
    private String table = "doshii_states";
    private boolean createTable;

    private volatile boolean tableMade;
    private volatile boolean historyTableMade;

    /** The fencing number taken for each key. */
    private final Map<String, Long> fences = new ConcurrentHashMap<>();

    public JdbcStateRepository() {}

    public JdbcStateRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Takes the key over and returns its state, or null if it has none. */
    @Override
    public String getState(String key) {
        // If this fails, the first write takes the key over.
        fences.remove(key);
        Optional<String> value = call("read", key, connection -> {
            takeOver(connection, key);
            // Read after the take-over: nobody of lower rank can change it any more.
            return select(connection, key).flatMap(Row::value);
        });
        return value.orElse(null);
    }

    /**
     * Sets the state; takes the key over if this is its first use.
     *
     * @throws FencedException if another node has taken the key over since
     */
    @Override
    public void setState(String key, String value) {
        call("write", key, connection -> {
            Long taken = fences.get(key);
            long fence = taken == null ? takeOver(connection, key) : taken;
            if (update(connection, key, value, fence) == 0) {
                throw refused(key, fence, select(connection, key));
            }
            return fence;
        });
    }

    @Override
    public void requireOwnership(String key) {
        Long taken = fences.get(key);
        if (taken == null) {
            // Not read yet: the first write takes the key over.
            return;
        }
        call("look for the owner of", key, connection -> {
            Optional<Row> row = select(connection, key);
            if (row.filter(found -> found.fence() > taken).isPresent()) {
                throw refused(key, taken, row);
            }
            return taken;
        });
    }

    @Override
    public String readHistory(String key) {
        return onHistory("read", key, (connection, histories) -> histories.read(connection, key));
    }

    /**
     * Adds a row; takes the key over if this is its first use.
     *
     * @throws FencedException if another node has taken the key over since
     */
    @Override
    public void appendHistory(String key, String lines) {
        onHistory("append to", key, (connection, histories) -> addRow(connection, histories, key, false, lines));
    }

    /**
     * Adds a row that makes the rows before it void, then removes those; takes the key over if this is its first use.
     *
     * @throws FencedException if another node has taken the key over since
     */
    @Override
    public void replaceHistory(String key, String text) {
        onHistory("replace", key, (connection, histories) -> {
            long fence = addRow(connection, histories, key, true, text);
            histories.prune(connection, key);
            return fence;
        });
    }

    private long addRow(Connection connection, HistoryTable histories, String key, boolean replaces, String content)
            throws SQLException {
        Long taken = fences.get(key);
        long fence = taken == null ? takeOver(connection, key) : taken;
        if (histories.insert(connection, key, fence, replaces, content) == 0) {
            throw refused(key, fence, select(connection, key));
        }
        return fence;
    }

    private <T> T onHistory(String doing, String key, HistoryWork<T> work) {
        HistoryTable histories = new HistoryTable(table);
        return call(doing + " the history of", key, connection -> {
            try {
                if (createTable && !historyTableMade) {
                    Sql.makeTable(connection, histories.definition(), histories::isReadable);
                    historyTableMade = true;
                }
                return work.with(connection, histories);
            } catch (SQLException e) {
                if (Sql.isMissingTable(e)) {
                    throw new IllegalStateException(
                            "Cannot " + doing + " the history of key " + key + ": " + e.getMessage()
                                    + ". What is needed beside table " + table + ", unless createTable makes it, is: "
                                    + histories.definition(),
                            e);
                }
                throw e;
            }
        });
    }

    private RuntimeException refused(String key, long fence, Optional<Row> row) {
        if (row.isEmpty()) {
            return new IllegalStateException("The row of key " + key + " in table " + table
                    + " was removed; it is made again when the route starts again");
        }
        return new FencedException("Key " + key + " in table " + table
                + " was taken over by another node: its fencing number is "
                + row.get().fence() + ", this node has " + fence
                + ". Restart the route here to take it back");
    }

    /** Compares and sets, in place of a transaction that would hold a lock while this process is paused. */
    private long takeOver(Connection connection, String key) throws SQLException {
        for (int attempt = 0; attempt < TAKE_OVER_ATTEMPTS; attempt++) {
            Optional<Row> row = select(connection, key);
            long fence = row.map(Row::fence).orElse(0L) + 1;
            if (row.isEmpty() ? insert(connection, key, fence) : raise(connection, key, fence)) {
                return fences.merge(key, fence, Math::max);
            }
        }
        throw new IllegalStateException(
                "Key " + key + " in table " + table + " is taken over by others again and again");
    }

    private Optional<Row> select(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement =
                Sql.prepare(connection, "SELECT fence, state_value FROM " + table + " WHERE state_key = ?")) {
            statement.setString(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Row(rows.getLong(1), Optional.ofNullable(rows.getString(2))))
                        : Optional.empty();
            }
        }
    }

    private boolean insert(Connection connection, String key, long fence) throws SQLException {
        try (PreparedStatement statement =
                Sql.prepare(connection, "INSERT INTO " + table + " (state_key, fence) VALUES (?, ?)")) {
            statement.setString(1, key);
            statement.setLong(2, fence);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            if (Sql.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean raise(Connection connection, String key, long fence) throws SQLException {
        try (PreparedStatement statement =
                Sql.prepare(connection, "UPDATE " + table + " SET fence = ? WHERE state_key = ? AND fence = ?")) {
            statement.setLong(1, fence);
            statement.setString(2, key);
            statement.setLong(3, fence - 1);
            return statement.executeUpdate() == 1;
        }
    }

    private int update(Connection connection, String key, String value, long fence) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(
                connection, "UPDATE " + table + " SET state_value = ?, fence = ? WHERE state_key = ? AND fence <= ?")) {
            statement.setString(1, value);
            statement.setLong(2, fence);
            statement.setString(3, key);
            statement.setLong(4, fence);
            return statement.executeUpdate();
        }
    }

    private <T> T call(String doing, String key, Work<T> work) {
        if (!isStarted()) {
            throw new IllegalStateException("The state repository of table " + table + " is not started");
        }
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            if (createTable && !tableMade) {
                Sql.makeTable(
                        connection,
                        "CREATE TABLE IF NOT EXISTS " + table
                                + " (state_key VARCHAR(500) PRIMARY KEY, state_value VARCHAR(4000), fence BIGINT NOT NULL)",
                        this::isReadable);
                tableMade = true;
            }
            return work.with(connection);
        } catch (SQLException e) {
            throw new RuntimeCamelException(
                    "Cannot " + doing + " key " + key + " in table " + table + ": " + e.getMessage(), e);
        }
    }

    private boolean isReadable(Connection connection) {
        try {
            select(connection, "");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    protected void doStart() {
        if (dataSource == null) {
            throw new IllegalArgumentException("The option dataSource of JdbcStateRepository is not set");
        }
    }

    @Override
    protected void doStop() {
        // A restart takes its keys over anew.
        fences.clear();
        tableMade = false;
        historyTableMade = false;
    }

    public DataSource getDataSource() {
        return dataSource;
    }

    /** Where connections come from. Required. */
    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public String getTable() {
        return table;
    }

    /**
     * The table, with or without a schema. Default: doshii_states. Its name may have 55 characters, because that of the
     * table of histories is longer by {@code _history}.
     *
     * @throws IllegalArgumentException if it is longer, or not made of letters, digits and underscores
     */
    public void setTable(String table) {
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "'" + table + "' is no name of a table: it must be letters, digits and underscores, at most 55");
        }
        this.table = table;
    }

    public boolean isCreateTable() {
        return createTable;
    }

    /** Whether to create the tables if they do not exist. Default: false. */
    public void setCreateTable(boolean createTable) {
        this.createTable = createTable;
    }
}
