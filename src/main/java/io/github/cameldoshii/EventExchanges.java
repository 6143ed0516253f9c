package io.github.cameldoshii;

import io.github.cameldoshii.event.DoshiiEvent;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.spi.HeadersMapFactory;

/**
 * Fills a message from an event. Only the names of {@link DoshiiConstants} become headers, whatever the event holds.
 *
 * <p>Camel's map of headers is a tree whose comparisons ignore case. Copying one that is complete and setting its values
 * costs half of what putting in ten headers one by one does.
 */
final class EventExchanges {

    private final HeadersMapFactory maps;

    /** Every header that an event has as a rule. */
    private final Map<String, Object> template;

    EventExchanges(CamelContext context, DoshiiEnvironment environment) {
        maps = context.getCamelContextExtension().getHeadersMapFactory();
        Map<String, Object> headers = new HashMap<>();
        headers.put(DoshiiConstants.EVENT_TYPE, "");
        headers.put(DoshiiConstants.ENTITY, "");
        headers.put(DoshiiConstants.ENTITY_ID, "");
        headers.put(DoshiiConstants.LOCATION_ID, "");
        headers.put(DoshiiConstants.STATUS, "");
        headers.put(DoshiiConstants.URI, "");
        headers.put(DoshiiConstants.ORIGIN, "");
        headers.put(DoshiiConstants.ENVIRONMENT, environment.uriName());
        headers.put(DoshiiConstants.MESSAGE_TIMESTAMP, "");
        template = maps.newMap(headers);
    }

    void fill(Message message, DoshiiEvent event) {
        Map<String, Object> headers = maps.newMap(template);
        for (Iterator<Map.Entry<String, Object>> all = headers.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Object> header = all.next();
            Object value = value(header, event);
            if (value.equals("")) {
                all.remove();
            } else {
                header.setValue(value);
            }
        }
        if (!event.version().isEmpty()) {
            headers.put(DoshiiConstants.VERSION, event.version());
        }
        message.setHeaders(headers);
        message.setBody(event.body());
    }

    private static Object value(Map.Entry<String, Object> header, DoshiiEvent event) {
        return switch (header.getKey()) {
            case DoshiiConstants.EVENT_TYPE -> event.type();
            case DoshiiConstants.ENTITY -> event.entity();
            case DoshiiConstants.ENTITY_ID -> event.entityId();
            case DoshiiConstants.LOCATION_ID -> event.locationId();
            case DoshiiConstants.STATUS -> event.status();
            case DoshiiConstants.URI -> event.uri();
            case DoshiiConstants.ORIGIN -> event.origin().headerValue();
            case DoshiiConstants.MESSAGE_TIMESTAMP -> event.receivedAt();
            default -> header.getValue();
        };
    }
}
