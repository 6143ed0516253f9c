package io.github.cameldoshii;

import io.github.cameldoshii.event.DoshiiEvent;
import org.apache.camel.Message;

/** Fills a message from an event. Only the names of {@link DoshiiConstants} become headers, whatever the event holds. */
final class EventExchanges {

    private final String environment;

    EventExchanges(DoshiiEnvironment environment) {
        this.environment = environment.uriName();
    }

    void fill(Message message, DoshiiEvent event) {
        message.setBody(event.body());
        message.setHeader(DoshiiConstants.EVENT_TYPE, event.type());
        setIfPresent(message, DoshiiConstants.ENTITY, event.entity());
        setIfPresent(message, DoshiiConstants.ENTITY_ID, event.entityId());
        setIfPresent(message, DoshiiConstants.LOCATION_ID, event.locationId());
        setIfPresent(message, DoshiiConstants.STATUS, event.status());
        setIfPresent(message, DoshiiConstants.URI, event.uri());
        setIfPresent(message, DoshiiConstants.VERSION, event.version());
        message.setHeader(DoshiiConstants.ORIGIN, event.origin().headerValue());
        message.setHeader(DoshiiConstants.ENVIRONMENT, environment);
        message.setHeader(DoshiiConstants.MESSAGE_TIMESTAMP, event.receivedAt());
    }

    private static void setIfPresent(Message message, String header, String value) {
        if (!value.isEmpty()) {
            message.setHeader(header, value);
        }
    }
}
