package io.github.cameldoshii;

import io.github.cameldoshii.delivery.Worker;
import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.FrameException;
import org.apache.camel.Exchange;

/**
 * Makes exchanges of what arrived and sends them through the route, on the threads of the lanes. While an asynchronous
 * route works, no thread waits for it.
 */
final class EventWorker implements Worker<Arrival> {

    private final DoshiiConsumer consumer;
    private final EventExchanges exchanges;

    EventWorker(DoshiiConsumer consumer, DoshiiEnvironment environment) {
        this.consumer = consumer;
        this.exchanges = new EventExchanges(environment);
    }

    @Override
    public boolean work(Arrival arrival, Runnable done) {
        if (arrival instanceof Arrival.OfEvent e) {
            return route(e, done);
        }
        report(((Arrival.OfProblem) arrival).problem());
        return true;
    }

    private boolean route(Arrival.OfEvent arrival, Runnable done) {
        DoshiiEvent event = arrival.event();
        Exchange exchange = consumer.createExchange(true);
        exchanges.fill(exchange.getMessage(), event);
        return consumer.getAsyncProcessor().process(exchange, doneSync -> {
            if (exchange.getException() != null) {
                consumer.getExceptionHandler()
                        .handleException("Error processing Doshii event", exchange, exchange.getException());
            }
            arrival.finished().run();
            if (!doneSync) {
                done.run();
            }
        });
    }

    private void report(FrameException problem) {
        consumer.getExceptionHandler().handleException("Unreadable message from Doshii", problem);
    }
}
