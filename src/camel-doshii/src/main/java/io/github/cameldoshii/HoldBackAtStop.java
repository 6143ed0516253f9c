package io.github.cameldoshii;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Has all consumers of a context that stops hold events back at once. Camel stops the routes one after the other, and each
 * waits until it is certain of its last events: so they wait at the same time.
 */
final class HoldBackAtStop extends LifecycleStrategySupport {

    @Override
    public void onContextStopping(CamelContext context) {
        for (Route route : context.getRoutes()) {
            if (route.getConsumer() instanceof DoshiiConsumer consumer) {
                consumer.holdBack();
            }
        }
    }
}
