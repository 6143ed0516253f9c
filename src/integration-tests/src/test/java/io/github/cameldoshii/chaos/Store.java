package io.github.cameldoshii.chaos;

import io.github.cameldoshii.position.AtomicFileStateRepository;
import io.github.cameldoshii.position.JdbcStateRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.spi.StateRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;

/** Where positions and histories outlive the routes: a file, or a database in this process. One thread. */
interface Store extends AutoCloseable {

    /** @param folder for files */
    static Store of(Conditions conditions, Path folder) throws SQLException {
        return conditions.database() ? new InDatabase(conditions.child()) : new InFile(folder.resolve("positions"));
    }

    /** For the next life of the routes. To be started by who uses it. */
    static StateRepository<String, String> open(String place) {
        if (!place.startsWith(InDatabase.PREFIX)) {
            return new AtomicFileStateRepository(Path.of(place));
        }
        JdbcStateRepository repository = new JdbcStateRepository(InDatabase.source(place));
        repository.setCreateTable(true);
        return repository;
    }

    /** What {@link #open} takes, in this process or another. */
    String place();

    /** Whether a position has been stored since the beginning. */
    boolean hasAny();

    /** A state, or null; to be called while nobody uses the store. */
    String state(String key);

    @Override
    void close();

    /** A file. */
    record InFile(Path file) implements Store {

        @Override
        public String place() {
            return file.toString();
        }

        @Override
        public boolean hasAny() {
            return Files.exists(file);
        }

        @Override
        public String state(String key) {
            AtomicFileStateRepository states = new AtomicFileStateRepository(file);
            states.start();
            try {
                return states.getState(key);
            } finally {
                states.stop();
            }
        }

        @Override
        public void close() {
            // Deleted with its folder.
        }
    }

    /** A database that lives for as long as this does. A repository would take keys over, so states are read without one. */
    final class InDatabase implements Store {

        private static final String PREFIX = "jdbc:";

        private final String place;
        private final Optional<Server> server;
        private final Connection connection;

        /** @param forOthers whether another process uses it */
        InDatabase(boolean forOthers) throws SQLException {
            String name = "mem:" + UUID.randomUUID();
            connection = source("jdbc:h2:" + name).getConnection();
            server = forOthers
                    ? Optional.of(Server.createTcpServer("-tcpPort", "0", "-tcpDaemon")
                            .start())
                    : Optional.empty();
            place = "jdbc:h2:"
                    + server.map(one -> "tcp://localhost:" + one.getPort() + "/")
                            .orElse("") + name;
        }

        private static JdbcDataSource source(String url) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(url);
            source.setUser("sa");
            source.setPassword("");
            return source;
        }

        @Override
        public String place() {
            return place;
        }

        @Override
        public boolean hasAny() {
            return first("SELECT state_value FROM doshii_states WHERE state_value IS NOT NULL AND '' = ?", "")
                    .isPresent();
        }

        @Override
        public String state(String key) {
            return first("SELECT state_value FROM doshii_states WHERE state_key = ?", key)
                    .orElse(null);
        }

        private Optional<String> first(String query, String parameter) {
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setString(1, parameter);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
                }
            } catch (SQLException e) {
                // The table is not made yet.
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            server.ifPresent(Server::stop);
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
