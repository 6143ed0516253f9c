package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import io.github.cameldoshii.internal.protocol.MalformedMessageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses the messages of a connection and dispatches them: events to the subscribers that want them, pongs and pings to the
 * session. An exception of one subscriber is logged and affects neither the other subscribers nor the connection. Confined
 * to the connection's event loop.
 */
final class MessageDispatcher {

    /** The session that a message arrived on; takes what is not an event. */
    interface Control {
        void pong(InboundMessage.Pong pong);

        /** Sends a text to the server. */
        void reply(String text);
    }

    private static final Logger LOG = LoggerFactory.getLogger(MessageDispatcher.class);

    private static final int MAX_NAMES = 5;

    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Predicate<String> wanted = this::isWanted;
    private final EventLoop loop;
    private final String appVersion;
    private final EventLoopMemory memory;
    private final SocketStatistics statistics;

    MessageDispatcher(EventLoop loop, String appVersion, EventLoopMemory memory, SocketStatistics statistics) {
        this.loop = loop;
        this.appVersion = appVersion;
        this.memory = memory;
        this.statistics = statistics;
    }

    /** @return false if it was there already, which changes nothing */
    boolean add(Subscriber subscriber) {
        return !subscribers.contains(subscriber) && subscribers.add(subscriber);
    }

    void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    /** How many more messages every subscriber could take if each were an event for it. */
    int remainingCapacity() {
        int capacity = Integer.MAX_VALUE;
        for (int i = 0; i < subscribers.size(); i++) {
            capacity = Math.min(capacity, subscribers.get(i).remainingCapacity());
        }
        return Math.max(0, capacity);
    }

    /** The name of the subscriber with the least remaining capacity; empty if there is none. */
    String fullestSubscriber() {
        return subscribers.stream()
                .min(Comparator.comparingInt(Subscriber::remainingCapacity))
                .map(Subscriber::name)
                .orElse("");
    }

    /** The subscribers' names for logs, shortened if they are many. */
    String describeSubscribers() {
        String names =
                subscribers.stream().limit(MAX_NAMES).map(Subscriber::name).collect(Collectors.joining(", "));
        return (subscribers.size() == 1 ? "route " : "routes ")
                + names
                + (subscribers.size() > MAX_NAMES ? " and " + (subscribers.size() - MAX_NAMES) + " more" : "");
    }

    /** Notifies every subscriber. */
    void notifySubscribers(Consumer<Subscriber> notification) {
        for (int i = 0; i < subscribers.size(); i++) {
            notifyOne(subscribers.get(i), notification);
        }
    }

    /** Notifies one subscriber. */
    void notifyOne(Subscriber subscriber, Consumer<Subscriber> notification) {
        try {
            notification.accept(subscriber);
        } catch (RuntimeException e) {
            subscriberFailed(subscriber, e);
        }
    }

    /**
     * Parses a message and dispatches it.
     *
     * @param message begins with the message; may be longer
     */
    void dispatch(byte[] message, int length, Control control) {
        long now = loop.currentTimeMillis();
        statistics.messageAt(now, loop.nanoTime());
        InboundMessage parsed;
        try {
            parsed = memory.parser().parse(message, length, now, wanted);
        } catch (MalformedMessageException e) {
            statistics.unreadable();
            notifySubscribers(subscriber -> subscriber.unreadable(e));
            return;
        }
        if (parsed instanceof InboundMessage.Event e) {
            statistics.event();
            dispatch(e.event());
        } else if (parsed instanceof InboundMessage.Unwanted u) {
            statistics.unwanted();
            LOG.trace("No route wants event {}", u.type());
        } else if (parsed instanceof InboundMessage.Pong pong) {
            control.pong(pong);
        } else if (parsed instanceof InboundMessage.Ping ping) {
            control.reply(HeartbeatMessages.pong(ping.value(), appVersion));
        } else if (parsed instanceof InboundMessage.PrimusPing ping) {
            statistics.primus();
            control.reply(HeartbeatMessages.primusPong(ping.stamp()));
        } else {
            statistics.primus();
        }
    }

    private boolean isWanted(String eventType) {
        for (int i = 0; i < subscribers.size(); i++) {
            if (subscribers.get(i).wants(eventType)) {
                return true;
            }
        }
        return false;
    }

    private void dispatch(DoshiiEvent event) {
        for (int i = 0; i < subscribers.size(); i++) {
            Subscriber subscriber = subscribers.get(i);
            if (subscriber.wants(event.type())) {
                try {
                    subscriber.event(event);
                } catch (RuntimeException e) {
                    subscriberFailed(subscriber, e);
                }
            }
        }
    }

    private static void subscriberFailed(Subscriber subscriber, RuntimeException failure) {
        LOG.error("Route {} failed to take what the connection passed on", subscriber.name(), failure);
    }
}
