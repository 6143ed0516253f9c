package io.github.cameldoshii.benchmark;

import io.github.cameldoshii.DoshiiConstants;
import io.github.cameldoshii.DoshiiConsumer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A context with one route from the component, which notes what arrives and when. */
final class RecoveringRoute implements AutoCloseable {

    /** When an entity was last heard of, and with which status. */
    record Seen(String status, long nanos) {}

    private final CamelContext context = new DefaultCamelContext();
    private final Map<String, Seen> entities = new ConcurrentHashMap<>();
    private final Map<String, Long> connection = new ConcurrentHashMap<>();
    private final AtomicLong recovered = new AtomicLong();
    private final Consumer<String> live;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    /**
     * @param options of the endpoint
     * @param live given the body of each event of the socket
     */
    RecoveringRoute(String socketUrl, String apiUrl, String options, Consumer<String> live) throws Exception {
        this.live = live;
        String uri = "doshii:simulator?connectionEvents=true&socketUrl=RAW(" + socketUrl + ")&apiUrl=RAW(" + apiUrl
                + ")" + (options.isEmpty() ? "" : "&" + options);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("recovering").process(exchange -> note(exchange));
            }
        });
    }

    void start() {
        context.start();
    }

    private void note(Exchange exchange) {
        long now = System.nanoTime();
        Message message = exchange.getMessage();
        String status = message.getHeader(DoshiiConstants.STATUS, "", String.class);
        if (DoshiiConstants.TYPE_CONNECTION.equals(message.getHeader(DoshiiConstants.EVENT_TYPE))) {
            connection.put(status, now);
        } else if ("socket".equals(message.getHeader(DoshiiConstants.ORIGIN))) {
            live.accept((String) message.getBody());
            return;
        } else {
            recovered.incrementAndGet();
            entities.put(message.getHeader(DoshiiConstants.ENTITY_ID, "", String.class), new Seen(status, now));
        }
        lock.lock();
        try {
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something is so that an event can make so. */
    void await(String what, Duration limit, BooleanSupplier condition) throws InterruptedException, TimeoutException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new TimeoutException("not within " + limit + ": " + what);
                }
                left = arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the connection has told this after the given time, and returns when it did. */
    long awaitConnection(String status, long afterNanos, Duration limit) throws InterruptedException, TimeoutException {
        await(status, limit, () -> toldAfter(status, afterNanos));
        return connection.get(status);
    }

    boolean toldAfter(String status, long afterNanos) {
        Long at = connection.get(status);
        return at != null && at - afterNanos > 0;
    }

    /** Whether the last that was recovered of each entity is its last status. */
    boolean hasRecovered(Map<String, String> lastStatus) {
        return entities.size() >= lastStatus.size()
                && lastStatus.entrySet().stream().allMatch(entity -> {
                    Seen seen = entities.get(entity.getKey());
                    return seen != null && seen.status().equals(entity.getValue());
                });
    }

    /** When the last of these entities was recovered. */
    long recoveredAt(Map<String, String> lastStatus) {
        return lastStatus.keySet().stream()
                .mapToLong(id -> entities.get(id).nanos())
                .max()
                .orElse(System.nanoTime());
    }

    /** Events that came from the REST API. */
    long recovered() {
        return recovered.get();
    }

    void reconnect() {
        ((DoshiiConsumer) context.getRoute("recovering").getConsumer()).reconnect();
    }

    @Override
    public void close() {
        context.getShutdownStrategy().setTimeout(5);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        context.stop();
    }
}
