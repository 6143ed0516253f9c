package io.github.cameldoshii;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeadersMapFactory;

/**
 * Maps an event to the headers of {@link DoshiiConstants}, and to no others, whatever the event holds. Thread-safe.
 *
 * <p>Camel's header map is a tree whose comparisons ignore case. Copying a complete one and setting its values costs half of
 * putting ten headers one by one.
 */
final class EventHeaders {

    private final HeadersMapFactory maps;
    private final String environment;

    /** Every header that an event has as a rule. */
    private final Map<String, Object> template;

    EventHeaders(CamelContext context, DoshiiEnvironment environment) {
        this.maps = context.getCamelContextExtension().getHeadersMapFactory();
        this.environment = environment.uriName();
        Map<String, Object> headers = new HashMap<>();
        headers.put(DoshiiConstants.EVENT_TYPE, "");
        headers.put(DoshiiConstants.ENTITY, "");
        headers.put(DoshiiConstants.ENTITY_ID, "");
        headers.put(DoshiiConstants.LOCATION_ID, "");
        headers.put(DoshiiConstants.STATUS, "");
        headers.put(DoshiiConstants.URI, "");
        headers.put(DoshiiConstants.ORIGIN, "");
        headers.put(DoshiiConstants.ENVIRONMENT, "");
        headers.put(DoshiiConstants.MESSAGE_TIMESTAMP, "");
        template = maps.newMap(headers);
    }

    /** All headers of the event, in a new map. */
    Map<String, Object> of(DoshiiEvent event) {
        Map<String, Object> headers = maps.newMap(template);
        for (Iterator<Map.Entry<String, Object>> all = headers.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Object> header = all.next();
            Object value = value(header.getKey(), event);
            if (value.equals("")) {
                all.remove();
            } else {
                header.setValue(value);
            }
        }
        if (!event.version().isEmpty()) {
            headers.put(DoshiiConstants.VERSION, event.version());
        }
        return headers;
    }

    /** The value of the header with exactly this name; empty if the event has none, or if no header has this name. */
    Object value(String name, DoshiiEvent event) {
        return switch (name) {
            case DoshiiConstants.EVENT_TYPE -> event.type();
            case DoshiiConstants.ENTITY -> event.entity();
            case DoshiiConstants.ENTITY_ID -> event.entityId();
            case DoshiiConstants.LOCATION_ID -> event.locationId();
            case DoshiiConstants.STATUS -> event.status();
            case DoshiiConstants.URI -> event.uri();
            case DoshiiConstants.VERSION -> event.version();
            case DoshiiConstants.ORIGIN -> event.origin().headerValue();
            case DoshiiConstants.ENVIRONMENT -> environment;
            case DoshiiConstants.MESSAGE_TIMESTAMP -> event.receivedAt();
            default -> "";
        };
    }
}
