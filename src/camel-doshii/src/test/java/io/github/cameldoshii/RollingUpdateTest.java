package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.position.AtomicFileStateRepository;
import io.github.cameldoshii.position.JdbcStateRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.StateRepository;
import org.apache.logging.log4j.Level;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One node is replaced by the next, which starts before the first has ended. */
@Timeout(120)
class RollingUpdateTest extends RecoveryTestSupport {

    @TempDir
    private Path folder;

    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void start() {
        database.setURL("jdbc:h2:mem:rolling;DB_CLOSE_DELAY=-1");
        simulate();
    }

    @Test
    void with_a_database_both_are_connected_for_a_while_and_the_second_goes_on() {
        CamelContext first = node(table());
        CamelContext second = node(table());
        String both = simulator.orders().create().id();
        await().atMost(LIMIT).until(() -> of(both).size() == 2);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(log.ownMessages(Level.ERROR))
                .singleElement()
                .asString()
                .contains(
                        "Positions are not stored any more",
                        "this node is being replaced",
                        "was taken over by another node"));
        first.stop();
        String after = simulator.orders().create().id();
        awaitSeen(after);
        second.stop();

        String missed = simulator.orders().silently().create().id();
        node(table());
        awaitSeen(missed);
        assertThat(of(missed)).extracting(Seen::origin).containsExactly("catchup");
        assertThat(log.ownMessages(Level.ERROR)).hasSize(1);
        assertThat(warnings()).noneMatch(line -> line.contains("was not stored"));
    }

    @Test
    void with_a_database_a_second_node_that_fails_leaves_the_first_at_work() {
        CamelContext first = node(table());
        node(table()).stop();
        String order = simulator.orders().create().id();
        awaitSeen(order);
        first.stop();

        String missed = simulator.orders().silently().create().id();
        node(table());
        awaitSeen(missed);
    }

    @Test
    void with_a_file_the_second_connects_when_the_first_has_ended_and_gets_what_came_between() throws Exception {
        CamelContext first = node(file());
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> node(file()));
        await().atMost(LIMIT)
                .until(() -> warnings().stream().anyMatch(line -> line.contains("is in use: this process itself")));
        assertThat(simulator.openConnections()).isEqualTo(1);
        first.stop();
        String between = simulator.orders().silently().create().id();
        second.get(60, TimeUnit.SECONDS);

        awaitSeen(between);
        assertThat(log.ownMessages(Level.ERROR)).isEqualTo(List.of());
    }

    private StateRepository<String, String> table() {
        JdbcStateRepository repository = new JdbcStateRepository(database);
        repository.setCreateTable(true);
        return repository;
    }

    private StateRepository<String, String> file() {
        return new AtomicFileStateRepository(folder.resolve("positions"));
    }

    private CamelContext node(StateRepository<String, String> repository) {
        connect(options -> options.setStateRepository(repository));
        return context;
    }
}
