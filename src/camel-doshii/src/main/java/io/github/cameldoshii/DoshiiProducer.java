package io.github.cameldoshii;

import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * GETs the entity that the header {@code CamelDoshiiUri} names and makes it the body, so that a route can filter first and
 * fetch after. An answer of 403 or 404 is a {@link DoshiiApiException} that a route can handle.
 */
public class DoshiiProducer extends DefaultAsyncProducer {

    private final EntityFetcher fetcher;

    DoshiiProducer(DoshiiEndpoint endpoint, EntityFetcher fetcher) {
        super(endpoint);
        this.fetcher = fetcher;
        endpoint.getComponent().addFetchStep();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        String uri = exchange.getMessage().getHeader(DoshiiConstants.URI, "", String.class);
        String location = exchange.getMessage().getHeader(DoshiiConstants.LOCATION_ID, "", String.class);
        if (uri.isEmpty()) {
            exchange.setException(new IllegalArgumentException(
                    "There is nothing to fetch: the message has no header " + DoshiiConstants.URI));
            callback.done(true);
            return true;
        }
        fetcher.fetch(uri, location).whenComplete((entity, failure) -> {
            if (failure == null) {
                EntityFetcher.put(exchange, entity);
                Fetchable fetchable = exchange.getProperty(Fetchable.PROPERTY, Fetchable.class);
                if (fetchable != null) {
                    fetchable.shown(uri, entity);
                }
            } else {
                exchange.setException(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
            callback.done(false);
        });
        return false;
    }
}
