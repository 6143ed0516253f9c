package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.fixtures.LogCapture;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A position is kept under its route's name, and Camel counts out names for routes that have none. */
class RouteNameMissingTest extends RouteTestSupport {

    private List<String> warningsOf(LambdaRouteBuilder route) throws Exception {
        try (LogCapture log = LogCapture.at(Level.WARN)) {
            routes(route);
            startAndAwaitSockets(1);
            return log.ownMessages(Level.WARN);
        }
    }

    @Test
    void are_warned_of_where_positions_outlive_the_process() throws Exception {
        component.getConfiguration().setStateRepository(new MemoryStateRepository());

        assertThat(warningsOf(r -> r.from("doshii:simulator").to("mock:a")))
                .singleElement()
                .asString()
                .contains("position", "give the route an id of its own");
    }

    @Test
    void are_fine_where_positions_do_not() throws Exception {
        assertThat(warningsOf(r -> r.from("doshii:simulator").to("mock:a")))
                .noneMatch(line -> line.contains("give the route an id of its own"));
    }

    @Test
    void are_warned_of_where_there_is_a_position_store(@TempDir Path folder) throws Exception {
        component.getConfiguration().setPositionStore("file:" + folder.resolve("positions"));

        assertThat(warningsOf(r -> r.from("doshii:simulator").to("mock:a")))
                .singleElement()
                .asString()
                .contains("give the route an id of its own");
        context.stop();
    }

    @Test
    void and_those_with_one_are_not_warned_of() throws Exception {
        component.getConfiguration().setStateRepository(new MemoryStateRepository());

        assertThat(warningsOf(r -> r.from("doshii:simulator").routeId("orders").to("mock:a")))
                .isEmpty();
    }
}
