package io.github.cameldoshii.runner;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What happens in the demo, step by step. Called by one thread at a time. */
final class DemoScenario {

    /** The step, about ten seconds after the start, at which the connection is cut. */
    static final int CUT = 7;

    private static final int FIRST_ORDER = 1001;

    /** Created while there is no connection, and not changed after, so that only the catch-up can bring it. */
    private static final String MISSED_ORDER = "2001";

    private final DoshiiSimulator simulator;
    private final BooleanSupplier connected;
    private final Consumer<String> say;
    private boolean begun;
    private int step;
    private int changes;
    private boolean cut;

    /** @param connected whether the route is connected to the simulator */
    DemoScenario(DoshiiSimulator simulator, BooleanSupplier connected, Consumer<String> say) {
        this.simulator = simulator;
        this.connected = connected;
        this.say = say;
    }

    /**
     * The next thing: an order is created or changed or, once, the connection cut.
     *
     * @return false if the story has not begun, because nobody is connected yet
     */
    boolean step() {
        // The very first connection has no gap before it: an order created earlier would never be seen.
        begun = begun || connected.getAsBoolean();
        if (!begun) {
            return false;
        }
        step++;
        if (step == CUT) {
            say.accept("Demo: now the connection is cut, as a bad network would; watch it come back");
            simulator.dropConnections();
            cut = true;
            say.accept("Demo: simulated order " + MISSED_ORDER + " is pending, and nobody is connected to hear of it");
            create(MISSED_ORDER, "pending");
            return true;
        }
        if (cut && connected.getAsBoolean()) {
            say.accept("Demo: connected again; what was missed is asked for and comes with origin catchup");
            cut = false;
        }
        change();
        return true;
    }

    /** Each order is created, accepted, completed. */
    private void change() {
        String order = String.valueOf(FIRST_ORDER + changes / 3);
        String status =
                switch (changes % 3) {
                    case 0 -> "pending";
                    case 1 -> "accepted";
                    default -> "complete";
                };
        changes++;
        say.accept("Demo: simulated order " + order + " is " + status);
        if (status.equals("pending")) {
            create(order, status);
        } else {
            simulator.orders().update(order, status);
        }
    }

    private void create(String order, String status) {
        simulator.orders().create(Map.of("id", order, "status", status));
    }
}
