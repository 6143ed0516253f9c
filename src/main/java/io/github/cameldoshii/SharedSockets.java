package io.github.cameldoshii;

import io.github.cameldoshii.socket.Connections;
import io.github.cameldoshii.socket.DialBudget;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;

/**
 * What the Doshii consumers of one CamelContext share, also those of different component instances: the connections, what
 * they missed, and the budget of dials.
 */
final class SharedSockets {

    private static final int DIALS_PER_SECOND = 20;
    private static final int DIAL_BURST = 20;

    private final Connections connections = new Connections();
    private final CatchUps catchUps = new CatchUps();
    private final DialBudget dialBudget = new DialBudget(DIALS_PER_SECOND, DIAL_BURST);

    private SharedSockets() {}

    /** Those of the context. May be called from any thread. */
    static SharedSockets of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (extension) {
            SharedSockets shared = extension.getContextPlugin(SharedSockets.class);
            if (shared == null) {
                shared = new SharedSockets();
                extension.addContextPlugin(SharedSockets.class, shared);
            }
            return shared;
        }
    }

    Connections connections() {
        return connections;
    }

    CatchUps catchUps() {
        return catchUps;
    }

    DialBudget dialBudget() {
        return dialBudget;
    }
}
