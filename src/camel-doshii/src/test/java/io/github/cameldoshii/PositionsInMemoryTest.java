package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.fixtures.LogCapture;
import io.github.cameldoshii.position.InMemoryStateRepository;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a restart forgets is said once, with how to change it. */
class PositionsInMemoryTest extends RouteTestSupport {

    private static final LambdaRouteBuilder TWO_ROUTES = r -> {
        r.from("doshii:simulator").routeId("a").to("mock:a");
        r.from("doshii:simulator").routeId("b").to("mock:b");
    };

    private List<String> warnings() throws Exception {
        try (LogCapture log = LogCapture.at(Level.WARN)) {
            routes(TWO_ROUTES);
            startAndAwaitSockets(1);
            context.getRouteController().stopRoute("a");
            context.getRouteController().startRoute("a");
            return log.ownMessages(Level.WARN);
        }
    }

    @Test
    void are_warned_of_once_for_all_routes() throws Exception {
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains(
                        "a restart forgets",
                        "camel.component.doshii.position-store=file:PATH",
                        "positionStore",
                        "jdbc:BEAN");
    }

    @Test
    void are_warned_of_also_where_they_are_asked_for() throws Exception {
        component.getConfiguration().setPositionStore("memory");

        assertThat(warnings()).singleElement().asString().contains("a restart forgets");
    }

    @Test
    void are_fine_where_nothing_is_caught_up_with() throws Exception {
        component.getConfiguration().setCatchUp(false);

        // Of what a stop has missed it warns all the same.
        assertThat(warnings()).noneMatch(line -> line.contains("a restart forgets"));
    }

    @Test
    void are_nobodys_concern_where_there_is_a_store(@TempDir Path folder) throws Exception {
        component.getConfiguration().setPositionStore("file:" + folder.resolve("positions"));

        assertThat(warnings()).isEmpty();
        context.stop();
    }

    @Test
    void are_nobodys_concern_where_there_is_a_repository() throws Exception {
        component.getConfiguration().setStateRepository(new InMemoryStateRepository());

        assertThat(warnings()).isEmpty();
    }
}
