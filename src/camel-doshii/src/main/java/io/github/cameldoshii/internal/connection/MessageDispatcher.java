package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who listen to a connection. What one of them throws is its own failure: the others still hear, and the connection
 * goes on. Confined to the loop.
 */
final class MessageDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(MessageDispatcher.class);

    private static final int NAMED = 5;

    private final List<Subscriber> all = new ArrayList<>();

    /** @return false if it was there already, which changes nothing */
    boolean add(Subscriber subscriber) {
        return !all.contains(subscriber) && all.add(subscriber);
    }

    void remove(Subscriber subscriber) {
        all.remove(subscriber);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many messages more every one of them could take if each were an event for it. */
    int room() {
        int room = Integer.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            room = Math.min(room, all.get(i).room());
        }
        return Math.max(0, room);
    }

    /** The name of the one that has the least room; empty if there is none. */
    String tightest() {
        return all.stream()
                .min(Comparator.comparingInt(Subscriber::room))
                .map(Subscriber::name)
                .orElse("");
    }

    /** Who they are, for people; the first of them if they are many. */
    String names() {
        String names = all.stream().limit(NAMED).map(Subscriber::name).collect(Collectors.joining(", "));
        return (all.size() == 1 ? "route " : "routes ")
                + names
                + (all.size() > NAMED ? " and " + (all.size() - NAMED) + " more" : "");
    }

    /** Whether anyone wants events of this type. */
    boolean want(String eventType) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).wants(eventType)) {
                return true;
            }
        }
        return false;
    }

    /** Hands an event to those who want it. */
    void event(DoshiiEvent event) {
        for (int i = 0; i < all.size(); i++) {
            Subscriber subscriber = all.get(i);
            if (subscriber.wants(event.type())) {
                try {
                    subscriber.event(event);
                } catch (RuntimeException e) {
                    failed(subscriber, e);
                }
            }
        }
    }

    /** Tells each of them something. */
    void each(Consumer<Subscriber> tell) {
        for (int i = 0; i < all.size(); i++) {
            only(all.get(i), tell);
        }
    }

    /** Tells one of them something. */
    void only(Subscriber subscriber, Consumer<Subscriber> tell) {
        try {
            tell.accept(subscriber);
        } catch (RuntimeException e) {
            failed(subscriber, e);
        }
    }

    private static void failed(Subscriber subscriber, RuntimeException failure) {
        LOG.error("{} has failed to take what it was told", subscriber.name(), failure);
    }
}
