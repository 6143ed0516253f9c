package io.github.cameldoshii.runner;

import java.util.List;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spi.ManagementStrategy;

/**
 * Spares each exchange the question who wants to hear of it where nobody does. As long as there is any EventNotifier, Camel asks
 * all of them at each step of each exchange, also those that want to hear of routes only. Camel Main brings one that tells the
 * properties that were used when the routes start; from then on it only costs.
 */
final class UnheardExchanges extends MainListenerSupport {

    @Override
    public void afterStart(BaseMainSupport main) {
        ManagementStrategy management = main.getCamelContext().getManagementStrategy();
        List.copyOf(management.getEventNotifiers()).stream()
                .filter(UnheardExchanges::isOfMainItself)
                .forEach(management::removeEventNotifier);
    }

    private static boolean isOfMainItself(EventNotifier notifier) {
        return notifier.getClass().getEnclosingClass() == BaseMainSupport.class;
    }
}
