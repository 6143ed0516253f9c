package io.github.cameldoshii.position;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Histories on H2 in memory. */
class HistoryOnH2Test extends JdbcHistoryContract {

    private final JdbcDataSource h2 = new JdbcDataSource();

    HistoryOnH2Test() {
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @Override
    DataSource dataSource() {
        return h2;
    }
}
