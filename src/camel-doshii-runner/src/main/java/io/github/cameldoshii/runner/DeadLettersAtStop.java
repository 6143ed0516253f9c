package io.github.cameldoshii.runner;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Counts what routes give to their dead letter channels while they are being stopped. Any thread. */
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
