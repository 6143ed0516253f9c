package io.github.cameldoshii;

import io.github.cameldoshii.internal.dispatch.StripeHandler;
import io.github.cameldoshii.internal.position.Delivery;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns queued events into exchanges and sends them through the route, on the threads of the consumer's dispatcher. An
 * asynchronous route occupies no thread while it works.
 */
final class ExchangeProcessor implements StripeHandler<QueuedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeProcessor.class);

    private final DoshiiConsumer consumer;
    private final EventHeaders headers;
    private final Optional<EntityFetcher> fetcher;
    private final Executor threads;

    /**
     * @param fetcher present if entities are to be fetched
     * @param threads where to go on when an entity was fetched
     */
    ExchangeProcessor(
            DoshiiConsumer consumer, DoshiiEnvironment environment, Optional<EntityFetcher> fetcher, Executor threads) {
        this.consumer = consumer;
        this.headers = new EventHeaders(consumer.getEndpoint().getCamelContext(), environment);
        this.fetcher = fetcher;
        this.threads = threads;
    }

    @Override
    public boolean handle(QueuedEvent queued, Runnable done) {
        if (queued instanceof QueuedEvent.Event e) {
            return e.ownership().isCertain() ? route(e, done) : routeIfOwned(e, done);
        }
        guarded(() -> consumer.getExceptionHandler()
                .handleException("Unreadable message from Doshii", ((QueuedEvent.Unreadable) queued).problem()));
        return true;
    }

    /** Dropped without being finished where another node has taken over: that one recovers it. */
    private boolean routeIfOwned(QueuedEvent.Event queued, Runnable done) {
        if (queued.ownership().isLost()) {
            return true;
        }
        queued.ownership()
                .whenKnown(owned -> threads.execute(() -> {
                    if (!owned || route(queued, done)) {
                        done.run();
                    }
                }));
        return false;
    }

    private boolean route(QueuedEvent.Event queued, Runnable done) {
        DoshiiEvent event = queued.event();
        // Released by hand: a pooled exchange that releases itself has lost its exception when the callback comes.
        Exchange exchange = consumer.createExchange(false);
        exchange.setIn(new EventMessage(exchange, headers, event));
        if (consumer.getEndpoint().getComponent().hasFetchSteps() && queued.finished() instanceof Delivery delivery) {
            exchange.setProperty(Fetchable.PROPERTY, new Fetchable(event, delivery));
        }
        if (fetcher.isPresent() && isThin(event)) {
            fetchAndRoute(fetcher.get(), exchange, queued, done);
            return false;
        }
        return route(exchange, queued, done);
    }

    private boolean route(Exchange exchange, QueuedEvent.Event queued, Runnable done) {
        return consumer.getAsyncProcessor().process(exchange, doneSync -> {
            guarded(() -> reportFailure(exchange));
            consumer.releaseExchange(exchange, false);
            queued.finished().run();
            if (!doneSync) {
                done.run();
            }
        });
    }

    /** A recovered event holds the whole entity already; one without an address, or of a removed entity, cannot be fetched. */
    private static boolean isThin(DoshiiEvent event) {
        return event.origin() == Origin.SOCKET && !event.uri().isEmpty() && !isEndOfEntity(event);
    }

    private static boolean isEndOfEntity(DoshiiEvent event) {
        return event.isRemoval()
                || event.type().equals("location_subscription")
                        && event.status().equals("unsubscribed");
    }

    private void fetchAndRoute(EntityFetcher from, Exchange exchange, QueuedEvent.Event queued, Runnable done) {
        from.fetch(queued.event().uri(), queued.event().locationId())
                .whenCompleteAsync(
                        (entity, failure) -> {
                            if (failure == null) {
                                EntityFetcher.put(exchange, entity);
                                if (queued.finished() instanceof Delivery delivery) {
                                    new Fetchable(queued.event(), delivery)
                                            .shown(queued.event().uri(), entity);
                                }
                            } else {
                                failBeforeRoute(exchange, failure);
                            }
                            if (route(exchange, queued, done)) {
                                done.run();
                            }
                        },
                        threads);
    }

    /** The route's error handler is to see the failure although no step of the route has failed. */
    private static void failBeforeRoute(Exchange exchange, Throwable failure) {
        exchange.setException(failure);
        exchange.setProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, true);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
    }

    /** With a bridge, the handler is the route's own error handler, which has had this exchange already. */
    private void reportFailure(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure != null && !consumer.getEndpoint().isBridgeErrorHandler()) {
            consumer.getExceptionHandler().handleException("Error processing Doshii event", exchange, failure);
        }
    }

    /** An exception handler is the user's; one that throws must not stop a stripe. */
    private static void guarded(Runnable handling) {
        try {
            handling.run();
        } catch (RuntimeException e) {
            LOG.error("The exception handler failed", e);
        }
    }
}
