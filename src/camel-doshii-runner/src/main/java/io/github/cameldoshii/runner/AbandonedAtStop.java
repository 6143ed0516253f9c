package io.github.cameldoshii.runner;

import io.github.cameldoshii.DoshiiConsumer;
import java.util.List;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Counts the events that are given up when the time to finish them is over. Used by the thread that runs Main. */
final class AbandonedAtStop extends MainListenerSupport {

    private List<DoshiiConsumer> consumers = List.of();

    /** The context knows no routes any more when it has stopped. */
    @Override
    public void beforeStop(BaseMainSupport main) {
        consumers = DoshiiConsumer.of(main.getCamelContext());
    }

    int count() {
        return consumers.stream().mapToInt(DoshiiConsumer::getAbandonedEvents).sum();
    }
}
