package io.github.cameldoshii.runner.page;

import io.github.cameldoshii.DoshiiConstants;
import io.github.cameldoshii.DoshiiEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Sees the events that routes are given, while somebody looks; Camel makes nothing of what nobody asks for. {@link #notify} is
 * called by the threads of the routes.
 */
final class SeenEvents extends EventNotifierSupport {

    /** More than come between two looks as a rule; of more than these, the newest are shown. */
    private static final int KEPT = 1_000;

    private static final int MAX_TYPES = 100;
    private static final int MAX_BODY = 2_000;

    private final BlockingQueue<PageEvent> newest = new ArrayBlockingQueue<>(KEPT);
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final boolean bodies;
    private volatile boolean watched;

    SeenEvents(boolean bodies) {
        this.bodies = bodies;
        setIgnoreCamelContextEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
    }

    void watch(boolean nowWatched) {
        watched = nowWatched;
    }

    /** Asked for each exchange. */
    @Override
    public boolean isDisabled() {
        return !watched;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof CamelEvent.ExchangeCreatedEvent created
                && created.getExchange().getFromEndpoint() instanceof DoshiiEndpoint) {
            PageEvent seen = seen(created.getExchange());
            count(seen.type());
            while (!newest.offer(seen)) {
                newest.poll();
            }
        }
    }

    private void count(String type) {
        String counted = counts.containsKey(type) || counts.size() < MAX_TYPES ? type : "other";
        counts.computeIfAbsent(counted, first -> new LongAdder()).increment();
    }

    private PageEvent seen(Exchange exchange) {
        Message message = exchange.getMessage();
        Long at = message.getHeader(DoshiiConstants.MESSAGE_TIMESTAMP, Long.class);
        return new PageEvent(
                at == null ? System.currentTimeMillis() : at,
                text(message, DoshiiConstants.EVENT_TYPE),
                text(message, DoshiiConstants.ENTITY_ID),
                text(message, DoshiiConstants.LOCATION_ID),
                text(message, DoshiiConstants.STATUS),
                text(message, DoshiiConstants.ORIGIN),
                String.valueOf(exchange.getFromRouteId()),
                bodies ? cut(String.valueOf(message.getBody())) : "");
    }

    private static String text(Message message, String header) {
        String value = message.getHeader(header, String.class);
        return value == null ? "" : value;
    }

    private static String cut(String body) {
        return body.length() <= MAX_BODY ? body : body.substring(0, MAX_BODY) + "…";
    }

    /** Takes what was seen since the last call. */
    List<PageEvent> take() {
        List<PageEvent> taken = new ArrayList<>();
        newest.drainTo(taken);
        return taken;
    }

    /** How many of each type were seen while somebody looked. */
    Map<String, Long> counts() {
        Map<String, Long> all = new TreeMap<>();
        for (Entry<String, LongAdder> count : counts.entrySet()) {
            all.put(count.getKey(), count.getValue().sum());
        }
        return all;
    }
}
