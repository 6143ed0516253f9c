package io.github.cameldoshii.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.DoshiiConfiguration;
import io.github.cameldoshii.DoshiiConstants;
import io.github.cameldoshii.DoshiiConsumer;
import io.github.cameldoshii.simulator.ConnectionRecord;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.core.ConditionFactory;

/**
 * A simulated service and one route that receives from it, with intervals short enough for a test. The route tells events
 * from changes of the connection and remembers both.
 */
final class Rig implements AutoCloseable {

    static final String ROUTE = "under-test";

    static final Duration HEARTBEAT = Duration.ofMillis(300);
    static final Duration PONG_TIMEOUT = Duration.ofMillis(1_000);

    /** For tests in which a dial hangs; in the others the first one must succeed also on a cold and busy machine. */
    static final Duration SHORT_CONNECT_TIMEOUT = Duration.ofMillis(1_000);

    /** What a busy machine may take longer than planned. */
    static final Duration SLACK = Duration.ofSeconds(5);

    final DoshiiSimulator simulator;
    final CamelContext context = new DefaultCamelContext();
    final DoshiiConfiguration options;
    final List<Message> events = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();

    Rig() {
        this(SimulatorOptions.defaults());
    }

    Rig(SimulatorOptions simulatorOptions) {
        simulator = DoshiiSimulator.start(simulatorOptions.withPort(0));
        options = context.getComponent("doshii", DoshiiComponent.class).getConfiguration();
        options.setSocketUrl(simulator.socketUrl());
        options.setHeartbeatInterval(HEARTBEAT.toMillis());
        options.setPongTimeout(PONG_TIMEOUT.toMillis());
        options.setReconnectDelay(100);
        options.setReconnectMaxDelay(400);
        options.setRefusedDelay(600);
        options.setCatchUp(false);
        options.setConnectionEvents(true);
        context.getShutdownStrategy().setTimeout(10);
    }

    /** Patience for what happens within so long, given an idle machine. */
    static ConditionFactory within(Duration duration) {
        return await().atMost(duration.plus(SLACK)).pollInterval(Duration.ofMillis(10));
    }

    static void eventually(Callable<Boolean> condition) {
        within(Duration.ofSeconds(5)).until(condition);
    }

    Rig givingUpDialsSoon() {
        options.setConnectTimeout(SHORT_CONNECT_TIMEOUT.toMillis());
        return this;
    }

    Rig start() throws Exception {
        return start(exchange -> {});
    }

    /** @param step what the route does with each event before it is remembered */
    Rig start(Processor step) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("doshii:simulator")
                        .routeId(ROUTE)
                        .choice()
                        .when(header(DoshiiConstants.EVENT_TYPE).isEqualTo(DoshiiConstants.TYPE_CONNECTION))
                        .process(exchange -> reasons.add(exchange.getMessage().getBody(String.class)))
                        .otherwise()
                        .process(step)
                        .process(exchange -> events.add(exchange.getMessage().copy()))
                        .end();
            }
        });
        context.start();
        return this;
    }

    Rig startAndConnect() throws Exception {
        start();
        awaitLive();
        return this;
    }

    Rig startAndConnect(Processor step) throws Exception {
        start(step);
        awaitLive();
        return this;
    }

    DoshiiConsumer consumer() {
        return (DoshiiConsumer) context.getRoute(ROUTE).getConsumer();
    }

    void awaitState(String state) {
        eventually(() -> consumer().getConnectionState().equals(state));
    }

    void awaitLive() {
        awaitState("LIVE");
    }

    /** Waits until a connection has ended, for a reason that contains this. */
    void awaitReason(String part) {
        within(HEARTBEAT.plus(PONG_TIMEOUT)).until(() -> reasons.stream().anyMatch(change -> change.contains(part)));
    }

    /** Waits until there have been so many ends of connections and there is a live one again. */
    void awaitMended(long disconnects) {
        within(HEARTBEAT.plus(PONG_TIMEOUT))
                .until(() -> consumer().getDisconnects() >= disconnects
                        && consumer().getConnectionState().equals("LIVE")
                        && simulator.openConnections() == 1);
    }

    void fault(Match match, Action action) {
        simulator.faults().add(Fault.on(match).then(action));
    }

    void faultOnce(Match match, Action action) {
        simulator.faults().add(Fault.on(match).then(action).once());
    }

    void emit(int from, int to) {
        for (int i = from; i <= to; i++) {
            simulator.emit("order_updated", "{\"id\":" + i + "}");
        }
    }

    List<Integer> ids() {
        return events.stream()
                .map(event -> event.getHeader(DoshiiConstants.ENTITY_ID, Integer.class))
                .toList();
    }

    void awaitEvents(int count) {
        within(Duration.ofSeconds(15)).until(() -> events.size() >= count);
    }

    /**
     * One event goes all the way. If a busy machine makes a connection end meanwhile, the event may be lost with it, for nothing
     * is recovered here, and another goes on the next connection.
     */
    void assertAlive() {
        int before = events.size();
        int[] emittedOn = {0};
        within(Duration.ofSeconds(15)).untilAsserted(() -> {
            int connection = simulator.connections().size();
            if (connection != emittedOn[0] && consumer().getConnectionState().equals("LIVE")) {
                emittedOn[0] = connection;
                simulator.emit("order_updated", "{\"id\":4711}");
            }
            assertThat(events)
                    .as("events, one of them new; the connection told %s", reasons)
                    .hasSizeGreaterThan(before);
        });
    }

    ConnectionRecord lastConnection() {
        List<ConnectionRecord> all = simulator.connections();
        return all.get(all.size() - 1);
    }

    @Override
    public void close() {
        context.stop();
        simulator.close();
    }
}
