package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of docs/guarantees.md, as it stands there but for the names of the service, the queue and the database. */
class EffectsOnceTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern RECIPE = Pattern.compile("(?s)## Effects that must happen once.*?```yaml\n(.*?)```");

    @TempDir
    Path folder;

    private final DoshiiSimulator simulator =
            DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
    private final List<String> effects = new CopyOnWriteArrayList<>();
    private CamelContext context;

    @AfterEach
    void stop() {
        context.stop();
        simulator.close();
    }

    private String recipe() throws Exception {
        Matcher recipe = RECIPE.matcher(Files.readString(Path.of("docs", "guarantees.md")));
        assertThat(recipe.find()).isTrue();
        return recipe.group(1)
                .replace("doshii:sandbox", "doshii:simulator")
                .replace("file:orders", "direct:effect")
                .replace("./repeats", folder.resolve("repeats").toString());
    }

    /** Starts without a position, and so asks for the whole last hour: a process that lost everything but the database. */
    private void run(String yaml) throws Exception {
        context = new DefaultCamelContext();
        DoshiiConfiguration options =
                context.getComponent("doshii", DoshiiComponent.class).getConfiguration();
        options.setSocketUrl(simulator.socketUrl());
        options.setApiUrl(simulator.apiUrl());
        options.setHeartbeatInterval(500);
        options.setInitialCatchUp(Duration.ofHours(1).toMillis());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:effect").process(exchange -> effects.add(state(exchange)));
            }
        });
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("recipe.yaml", yaml));
        context.start();
        await().atMost(LIMIT).until(() -> simulator.openConnections() == 1);
    }

    private static String state(Exchange exchange) {
        return exchange.getMessage().getHeader(DoshiiConstants.EVENT_TYPE) + " "
                + exchange.getMessage().getHeader(DoshiiConstants.ENTITY_ID) + " "
                + exchange.getMessage()
                        .getHeader(
                                DoshiiConstants.VERSION,
                                exchange.getMessage().getBody(Map.class).get("updatedAt"),
                                String.class);
    }

    /** Events that the route of the recipe has finished since the last start. */
    private long routed() {
        return context.getRoutes().stream()
                .map(Route::getConsumer)
                .filter(DoshiiConsumer.class::isInstance)
                .mapToLong(consumer -> ((DoshiiConsumer) consumer).getFinishedEvents())
                .sum();
    }

    private void awaitEffect(String state) {
        await().atMost(LIMIT).until(() -> effects.contains(state));
    }

    @Test
    void each_state_of_an_order_has_its_effect_once_although_everything_comes_again_after_a_restart() throws Exception {
        run(recipe());
        List<String> states = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            var order = simulator.orders().create(Map.of("status", "pending"));
            states.add("order_created " + order.id() + " " + order.version());
            awaitEffect(states.get(states.size() - 1));
        }
        String changed = states.get(0).split(" ")[1];
        states.add("order_updated " + changed + " "
                + simulator.orders().update(changed, "accepted").version());
        awaitEffect(states.get(5));
        context.stop();

        run(recipe());
        String last = simulator.orders().create().id();
        await().atMost(LIMIT).until(() -> effects.stream().anyMatch(state -> state.contains(" " + last + " ")));
        // Five orders again, one of which has changed, and the new one.
        await().atMost(LIMIT).until(() -> routed() >= 7);

        assertThat(effects).containsAll(states).doesNotHaveDuplicates();
        assertThat(effects)
                .filteredOn(state -> state.startsWith("order_updated"))
                .hasSize(1);
    }

    @Test
    void ids_of_any_length_and_equal_ids_of_two_locations_have_their_effects_once_each() throws Exception {
        simulator.locations().create(Map.of("id", "second"));
        String longId = "9".repeat(90);
        run(recipe());
        for (String location : List.of("aH43yx2Q", "second")) {
            for (String id : List.of("7", longId)) {
                simulator.orders().create(location, Map.of("id", id, "version", "1"));
            }
        }
        await().atMost(LIMIT).until(() -> effects.size() >= 4);
        context.stop();

        run(recipe());
        await().atMost(LIMIT).until(() -> routed() >= 4);
        context.stop();

        assertThat(effects).hasSize(4);
    }

    @Test
    void each_state_of_what_has_no_version_has_its_effect_once_by_its_time_of_change() throws Exception {
        String yaml = recipe().replace("order_created,order_updated", "checkin_created,checkin_updated")
                .replace("${header.CamelDoshiiVersion}", "${bodyAs(java.util.Map)[updatedAt]}");
        run(yaml);
        String checkin =
                simulator.checkins().create(Map.of("status", "pending")).id();
        await().atMost(LIMIT).until(() -> effects.size() == 1);
        simulator.checkins().update(checkin, "accepted");
        await().atMost(LIMIT).until(() -> effects.size() == 2);
        simulator.checkins().update(checkin, "complete");
        await().atMost(LIMIT).until(() -> effects.size() == 3);
        context.stop();

        run(yaml);
        await().atMost(LIMIT).until(() -> routed() >= 2);
        String last = simulator.checkins().create().id();
        await().atMost(LIMIT).until(() -> effects.stream().anyMatch(state -> state.contains(" " + last + " ")));

        assertThat(effects).doesNotHaveDuplicates();
        assertThat(effects)
                .filteredOn(state -> state.startsWith("checkin_updated"))
                .hasSize(2);
    }
}
