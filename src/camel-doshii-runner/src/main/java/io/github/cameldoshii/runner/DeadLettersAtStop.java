package io.github.cameldoshii.runner;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Counts what routes give to their dead letter channels while they are being stopped. Any thread.
 *
 * <p>Listens from then on only: where anything listens, Camel asks at several points of each exchange who wants to hear of it.
 */
final class DeadLettersAtStop extends EventNotifierSupport {

    private final AtomicInteger count = new AtomicInteger();

    DeadLettersAtStop() {
        // Camel makes no event that nobody asks for.
        setIgnoreCamelContextEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
        setIgnoreExchangeAsyncProcessingStartedEvents(true);
    }

    /** The routes are about to be stopped. */
    void listen(CamelContext context) {
        context.getManagementStrategy().addEventNotifier(this);
        context.getCamelContextExtension().setEventNotificationApplicable(true);
    }

    int count() {
        return count.get();
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof CamelEvent.ExchangeFailureHandledEvent failure
                && failure.isDeadLetterChannel()
                && failure.getExchange().getContext().isStopping()) {
            count.incrementAndGet();
        }
    }
}
