package io.github.cameldoshii.runner.observability;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What one route goes through in half an hour of its day, which takes a minute here. */
final class ScriptedDay {

    /** The times at which something has begun or ended. */
    enum Moment {
        /** Events come and are handled. */
        NORMAL,
        /** From here on the target of the route does not answer. */
        TARGET_HANGS,
        /** More orders have been created than the queue holds. */
        ORDERS_WAIT,
        TARGET_ANSWERS,
        /** All of them have been handled. */
        NONE_WAITS,
        /** An event that the WebSocket had lost was found by reconciliation. */
        MISSED_EVENT_FOUND,
        /** From here on nothing can connect to the service. */
        OUTAGE,
        OUTAGE_OVER,
        /** From here on the service accepts no client id. */
        REFUSED,
        ACCEPTED,
        /** A list cannot be read, so that a gap is announced. */
        GAP,
        /** The process is killed. */
        LOST,
        END
    }

    /** Minutes of the day. */
    private static final Duration SLOW = Duration.ofSeconds(390);

    private static final Duration NO_SERVICE = Duration.ofSeconds(240);
    private static final Duration NO_PROCESS = Duration.ofSeconds(240);
    private static final Duration BETWEEN = Duration.ofSeconds(90);

    private final Map<Moment, Duration> moments = new EnumMap<>(Moment.class);
    private final WatchedRunner runner;
    private final DoshiiSimulator simulator;
    private final SlowTarget target;

    private ScriptedDay(WatchedRunner runner, DoshiiSimulator simulator, SlowTarget target) {
        this.runner = runner;
        this.simulator = simulator;
        this.target = target;
    }

    static ScriptedDay play(Path directory) throws IOException {
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                SlowTarget target = new SlowTarget();
                WatchedRunner runner =
                        WatchedRunner.start(directory, simulator, "0", target.url(), Map.of(), "Health and metrics")) {
            ScriptedDay day = new ScriptedDay(runner, simulator, target);
            day.play();
            return day;
        }
    }

    /** When it was, on the axis of the recording. */
    Duration at(Moment moment) {
        return moments.get(moment);
    }

    Recording recording() {
        return runner.recording();
    }

    private void play() {
        normal();
        slowTarget();
        missedEvent();
        outage();
        refusal();
        gap();
        loss();
    }

    private void now(Moment moment) {
        moments.put(moment, runner.recording().now());
    }

    private void newOrders(int count) {
        for (int i = 0; i < count; i++) {
            simulator.orders().create(Map.of("status", "pending"));
        }
    }

    private void normal() {
        now(Moment.NORMAL);
        newOrders(3);
        simulator.sendText("{nonsense");
        // What reconciliation finds some 10 s later.
        simulator
                .faults()
                .add(Fault.on(Match.event("order_created"))
                        .then(Actions.swallow())
                        .once());
        newOrders(1);
        // Until a pause in handling these is too long ago to count for what follows.
        runner.awaitTime(at(Moment.NORMAL), BETWEEN.plus(BETWEEN));
    }

    private void slowTarget() {
        now(Moment.TARGET_HANGS);
        target.hold();
        newOrders(10);
        now(Moment.ORDERS_WAIT);
        runner.awaitTime(at(Moment.ORDERS_WAIT), SLOW);
        now(Moment.TARGET_ANSWERS);
        target.letGo();
        runner.awaitValue(depth -> depth == 0, "camel_doshii_queue_depth_events");
        now(Moment.NONE_WAITS);
    }

    private void missedEvent() {
        runner.awaitValue(value -> value >= 1, "camel_doshii_events_total", "origin=\"reconcile\"");
        now(Moment.MISSED_EVENT_FOUND);
        runner.awaitTime(at(Moment.MISSED_EVENT_FOUND), BETWEEN);
    }

    private void outage() {
        simulator.faults().add(Fault.on(Match.connect()).then(Actions.reset()));
        now(Moment.OUTAGE);
        simulator.dropConnections();
        newOrders(2);
        runner.awaitTime(at(Moment.OUTAGE), NO_SERVICE);
        now(Moment.OUTAGE_OVER);
        simulator.faults().clear();
        runner.awaitValue(value -> value >= 1, "camel_doshii_connection_state", "state=\"live\"");
        runner.awaitTime(at(Moment.OUTAGE_OVER), BETWEEN);
    }

    private void refusal() {
        simulator.faults().add(Fault.on(Match.upgrade()).then(Actions.status(401)));
        now(Moment.REFUSED);
        simulator.dropConnections();
        runner.awaitValue(value -> value >= 1, "camel_doshii_connection_state", "state=\"refused\"");
        simulator.faults().clear();
        runner.awaitValue(value -> value >= 1, "camel_doshii_connection_state", "state=\"live\"");
        now(Moment.ACCEPTED);
        runner.awaitTime(at(Moment.ACCEPTED), BETWEEN);
    }

    private void gap() {
        simulator.faults().add(Fault.on(Match.rest("GET", "/checkins")).then(Actions.status(410)));
        now(Moment.GAP);
        simulator.dropConnections();
        runner.awaitValue(value -> value >= 1, "camel_doshii_gaps_total", "kind=\"not_recovered\"");
        runner.awaitTime(at(Moment.GAP), BETWEEN.plus(BETWEEN));
    }

    private void loss() {
        now(Moment.LOST);
        runner.kill();
        runner.awaitTime(at(Moment.LOST), NO_PROCESS);
        now(Moment.END);
    }
}
