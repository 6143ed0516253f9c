package io.github.cameldoshii.runner;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import java.util.function.Consumer;

/** What happens in the demo, step by step. Called by one thread at a time. */
final class DemoScenario {

    /** The step, about ten seconds after the start, at which the connection is cut. */
    static final int CUT = 7;

    private static final int FIRST_ORDER = 1001;

    private final DoshiiSimulator simulator;
    private final Consumer<String> say;
    private int step;
    private int events;
    private boolean cut;

    DemoScenario(DoshiiSimulator simulator, Consumer<String> say) {
        this.simulator = simulator;
        this.say = say;
    }

    /** The next thing: an order is created or changed, or the connection cut. */
    void step() {
        step++;
        if (step == CUT) {
            say.accept("Demo: now the connection is cut, as a bad network would; watch it come back");
            simulator.dropConnections();
            cut = true;
        } else if (simulator.openConnections() == 0) {
            // What happens now is not seen by the route: the service sends nothing twice, and nobody asks for it yet.
            return;
        } else {
            if (cut) {
                say.accept("Demo: connected again, the orders go on");
                cut = false;
            }
            change();
        }
    }

    /** Each order is created, accepted, completed. */
    private void change() {
        int order = FIRST_ORDER + events / 3;
        switch (events % 3) {
            case 0 -> emit("order_created", order, "pending");
            case 1 -> emit("order_updated", order, "accepted");
            default -> emit("order_updated", order, "complete");
        }
        events++;
    }

    private void emit(String event, int order, String status) {
        say.accept("Demo: order %d is %s".formatted(order, status));
        simulator.emit(
                event,
                "{\"id\":\"%d\",\"locationId\":\"demo\",\"status\":\"%s\",\"uri\":\"%s/orders/%1$d\"}"
                        .formatted(order, status, simulator.apiUrl()));
    }
}
