package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.Backoff;
import io.github.cameldoshii.internal.rest.ApiTimer;
import io.github.cameldoshii.internal.rest.DoshiiRestClient;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Retrier;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * GETs the entity that an event is about and puts it into the message. Failures that may pass are retried for a while;
 * others are a {@link DoshiiApiException} for the route's error handler. Thread-safe.
 */
final class EntityFetcher {

    /** An event waits here for about half a minute at most, then the route's error handler decides. */
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10), new Random());

    private static final int MAX_ATTEMPTS = 6;

    private final DoshiiRestClient api;
    private final Retrier calls;

    EntityFetcher(DoshiiRestClient api, ApiTimer timer) {
        this.api = api;
        this.calls = new Retrier(BACKOFF, MAX_ATTEMPTS, timer);
    }

    /** GETs the entity at the address, which is refused unless it is under {@code apiUrl}. */
    CompletableFuture<Entity> fetch(String uri, String locationId) {
        return calls.call(() -> api.fetch(uri, locationId));
    }

    /** Makes the entity the body; the event's own data stays in a property. */
    static void put(Exchange exchange, Entity entity) {
        Message message = exchange.getMessage();
        if (exchange.getProperty(DoshiiConstants.EVENT_DATA) == null) {
            exchange.setProperty(DoshiiConstants.EVENT_DATA, message.getBody());
        }
        message.setBody(entity.json());
        if (!entity.version().isEmpty()) {
            message.setHeader(DoshiiConstants.VERSION, entity.version());
        }
    }
}
