package io.github.cameldoshii;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

/**
 * A message that answers for the headers of its event, and builds the header map only when somebody changes a header or asks
 * for another one or all: a route that filters by a header first pays for no map of the events that it discards. Used by one
 * thread at a time, like every message.
 */
final class EventMessage extends DefaultMessage {

    private final EventHeaders names;
    private final DoshiiEvent event;

    /** A message of a pool is given back empty. */
    private boolean emptied;

    EventMessage(Exchange exchange, EventHeaders names, DoshiiEvent event) {
        super(exchange);
        this.names = names;
        this.event = event;
        setBody(event.body());
    }

    @Override
    public Object getHeader(String name) {
        Object value = withoutMap(name);
        return value.equals("") ? super.getHeader(name) : value;
    }

    @Override
    public <T> T getHeader(String name, Class<T> type) {
        Object value = withoutMap(name);
        return type.isInstance(value) && !value.equals("") ? type.cast(value) : super.getHeader(name, type);
    }

    /** Empty if the map is to be asked: it ignores case, may have been changed, and knows other names. */
    private Object withoutMap(String name) {
        return hasPopulatedHeaders() || emptied ? "" : names.value(name, event);
    }

    @Override
    protected Map<String, Object> createHeaders() {
        return emptied ? super.createHeaders() : names.of(event);
    }

    /** Overrides what only newer versions of Camel ask; older ones always make the map. */
    protected boolean isPopulateHeadersSupported() {
        return true;
    }

    @Override
    public void reset() {
        emptied = true;
        super.reset();
    }
}
