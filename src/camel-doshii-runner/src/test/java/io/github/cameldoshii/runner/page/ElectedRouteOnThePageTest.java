package io.github.cameldoshii.runner.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A route behind {@code master:} is on the page of the machine that is elected, and only while it is. */
@Timeout(60)
class ElectedRouteOnThePageTest {

    @TempDir
    private Path directory;

    private final DoshiiSimulator simulator =
            DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final RoutesSource source = new RoutesSource(false);

    @BeforeEach
    void start() throws Exception {
        FileLockClusterService election = new FileLockClusterService();
        election.setRoot(directory.toString());
        election.setAcquireLockDelay(100, TimeUnit.MILLISECONDS);
        election.setAcquireLockInterval(100, TimeUnit.MILLISECONDS);
        context.addService(election);
        DoshiiComponent doshii = context.getComponent("doshii", DoshiiComponent.class);
        doshii.getConfiguration().setSocketUrl(simulator.socketUrl());
        doshii.getConfiguration().setApiUrl(simulator.apiUrl());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:doshii:doshii:simulator").routeId("orders").log("${header.CamelDoshiiEntityId}");
            }
        });
        source.attach(context);
        source.watched(true);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        simulator.close();
    }

    private PageUpdate update() {
        PageUpdate update = new PageUpdate();
        source.addTo(update);
        return update;
    }

    private List<?> routes() {
        return (List<?>) update().state().get("routes");
    }

    private boolean isLive() {
        List<?> routes = routes();
        return routes.size() == 1 && "LIVE".equals(((Map<?, ?>) routes.get(0)).get("state"));
    }

    @Test
    void its_connection_and_its_events_are_shown_under_its_own_name() {
        await().until(this::isLive);
        assertThat(routes()).singleElement().satisfies(route -> assertThat(((Map<?, ?>) route).get("routeId"))
                .isEqualTo("orders"));

        simulator.emit("order_created", "{\"id\":\"77\"}");

        await().untilAsserted(
                        () -> assertThat(update().events()).singleElement().satisfies(event -> {
                            assertThat(event.id()).isEqualTo("77");
                            assertThat(event.route()).isEqualTo("orders");
                        }));
    }

    @Test
    void it_is_gone_when_another_machine_may_be_elected() throws Exception {
        await().until(this::isLive);

        context.getRouteController().stopRoute("orders");

        assertThat(routes()).isEmpty();
    }
}
