package io.github.cameldoshii.position;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Nested;

/** Both contracts on H2 in memory. */
class JdbcStateRepositoryOnH2Test {

    private final JdbcDataSource h2 = new JdbcDataSource();

    JdbcStateRepositoryOnH2Test() {
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @Nested
    class States extends JdbcStateRepositoryContract {
        @Override
        DataSource dataSource() {
            return h2;
        }
    }

    @Nested
    class Histories extends JdbcHistoryContract {
        @Override
        DataSource dataSource() {
            return h2;
        }
    }
}
