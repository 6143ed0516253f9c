package io.github.cameldoshii.runner;

import java.util.List;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spi.ManagementStrategy;

/**
 * Removes the EventNotifier of Camel Main that only waits for the start, to tell the properties that were used. As long as there
 * is any, Camel asks each of them at each step of each exchange whether it wants to hear of it, also those that never do.
 */
final class StartEventNotifiers extends MainListenerSupport {

    @Override
    public void afterStart(BaseMainSupport main) {
        ManagementStrategy management = main.getCamelContext().getManagementStrategy();
        List.copyOf(management.getEventNotifiers()).stream()
                .filter(StartEventNotifiers::isOfMainItself)
                .forEach(management::removeEventNotifier);
    }

    private static boolean isOfMainItself(EventNotifier notifier) {
        return notifier.getClass().getEnclosingClass() == BaseMainSupport.class;
    }
}
