package io.github.cameldoshii;

import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Has all consumers of a context that stops hold events back at once. Camel stops the routes one after the other, and each
 * waits until it is certain of its last events: so they wait at the same time. Those that an election has started are stopped
 * first.
 */
final class HoldBackAtStop extends LifecycleStrategySupport {

    @Override
    public void onContextStopping(CamelContext context) {
        DoshiiConsumer.of(context).forEach(DoshiiConsumer::holdBack);
        // The consumer of master: gives the leadership up before it stops the one that it has started.
        ElectedConsumers.of(context).stop();
    }
}
