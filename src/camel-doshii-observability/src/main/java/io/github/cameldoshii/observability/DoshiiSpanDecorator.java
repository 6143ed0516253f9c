package io.github.cameldoshii.observability;

import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.DoshiiConstants;
import io.github.cameldoshii.DoshiiEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/**
 * What a span of this component tells: the messaging attributes of OpenTelemetry's semantic conventions, and of the event
 * its type, entity, location and origin. Neither its body nor an option of the endpoint, as those may be credentials.
 */
public final class DoshiiSpanDecorator extends AbstractSpanDecorator {

    private static final String SCHEME = "doshii";

    @Override
    public String getComponent() {
        return SCHEME;
    }

    @Override
    public String getComponentClassName() {
        return DoshiiComponent.class.getName();
    }

    /** As the conventions have it: what is done, and with what. */
    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return operation(endpoint) + " " + environment(endpoint);
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        span.setComponent("camel-" + SCHEME);
        span.setTag("exchangeId", exchange.getExchangeId());
        span.setTag("url.scheme", SCHEME);
        span.setTag("messaging.system", SCHEME);
        span.setTag("messaging.destination.name", environment(endpoint));
        span.setTag("messaging.operation.name", operation(endpoint));
        if (isConsumer(endpoint)) {
            span.setTag("messaging.operation.type", "process");
        }
        tagHeader(span, "doshii.event.type", exchange, DoshiiConstants.EVENT_TYPE);
        tagHeader(span, "doshii.entity.id", exchange, DoshiiConstants.ENTITY_ID);
        tagHeader(span, "doshii.location.id", exchange, DoshiiConstants.LOCATION_ID);
        tagHeader(span, "doshii.origin", exchange, DoshiiConstants.ORIGIN);
    }

    private static void tagHeader(Span span, String tag, Exchange exchange, String header) {
        String value = exchange.getIn().getHeader(header, String.class);
        if (value != null) {
            span.setTag(tag, clipMaxLength(value));
        }
    }

    private static String environment(Endpoint endpoint) {
        return endpoint instanceof DoshiiEndpoint doshii ? doshii.getEnvironment() : SCHEME;
    }

    private static boolean isConsumer(Endpoint endpoint) {
        return operation(endpoint).equals("process");
    }

    private static String operation(Endpoint endpoint) {
        String operation = endpoint instanceof DoshiiEndpoint doshii
                ? doshii.getConfiguration().getOperation()
                : null;
        return operation == null || operation.isEmpty() ? "process" : operation;
    }
}
