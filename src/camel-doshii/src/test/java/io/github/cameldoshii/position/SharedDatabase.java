package io.github.cameldoshii.position;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A database that nodes share. A node is a repository that was started. */
final class SharedDatabase {

    private final DataSource real;
    private final ScriptedDataSource script;

    /** Removes the tables of earlier tests. */
    SharedDatabase(DataSource real) throws SQLException {
        this.real = real;
        this.script = new ScriptedDataSource(real);
        dropTables("doshii_states");
    }

    /** What the nodes' connections do. */
    ScriptedDataSource script() {
        return script;
    }

    /** A node that makes its tables. */
    JdbcStateRepository node() {
        return node("doshii_states");
    }

    JdbcStateRepository node(String table) {
        JdbcStateRepository repository = new JdbcStateRepository(script.dataSource());
        repository.setTable(table);
        repository.setCreateTable(true);
        repository.start();
        return repository;
    }

    /** A node that has to find its tables. */
    JdbcStateRepository nodeWithoutTables() {
        JdbcStateRepository repository = new JdbcStateRepository(script.dataSource());
        repository.start();
        return repository;
    }

    void dropTables(String table) throws SQLException {
        execute("DROP TABLE IF EXISTS " + table);
        execute("DROP TABLE IF EXISTS " + table + "_history");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = real.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    int rows(String table) throws SQLException {
        try (Connection connection = real.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
