package io.github.cameldoshii.position;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** Both contracts on PostgreSQL, the real one. As root it runs in a user name space, since it refuses to run as root. */
class JdbcStateRepositoryOnPostgresIT {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "off")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Nested
    class States extends JdbcStateRepositoryContract {
        @Override
        DataSource dataSource() {
            return postgres.getPostgresDatabase();
        }
    }

    @Nested
    class Histories extends JdbcHistoryContract {
        @Override
        DataSource dataSource() {
            return postgres.getPostgresDatabase();
        }
    }
}
