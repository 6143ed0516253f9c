package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import io.github.cameldoshii.internal.protocol.MalformedMessageException;
import io.github.cameldoshii.internal.protocol.MessageParser;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the messages of a connection into what they are and hands them on: events to the subscribers that want them, the
 * rest to the connection. Confined to the loop.
 */
final class InboundMessages {

    /** What is not an event. */
    interface Control {
        void pong(InboundMessage.Pong pong);

        /** Sends a text to the service. */
        void reply(String text);
    }

    private static final Logger LOG = LoggerFactory.getLogger(InboundMessages.class);

    private final MessageParser parser = new MessageParser();
    private final EventLoop loop;
    private final String appVersion;
    private final MessageDispatcher subscribers;
    private final SocketStatistics statistics;
    private final Predicate<String> wanted;

    InboundMessages(EventLoop loop, String appVersion, MessageDispatcher subscribers, SocketStatistics statistics) {
        this.loop = loop;
        this.appVersion = appVersion;
        this.subscribers = subscribers;
        this.statistics = statistics;
        this.wanted = subscribers::want;
    }

    void message(byte[] message, int length, Control control) {
        long now = loop.currentTimeMillis();
        statistics.messageAt(now, loop.nanoTime());
        InboundMessage frame;
        try {
            frame = parser.parse(message, length, now, wanted);
        } catch (MalformedMessageException e) {
            statistics.unreadable();
            subscribers.each(subscriber -> subscriber.unreadable(e));
            return;
        }
        if (frame instanceof InboundMessage.Event e) {
            statistics.event();
            subscribers.event(e.event());
        } else if (frame instanceof InboundMessage.Unwanted u) {
            statistics.unwanted();
            LOG.trace("Event {} is wanted by no route", u.type());
        } else if (frame instanceof InboundMessage.Pong pong) {
            control.pong(pong);
        } else if (frame instanceof InboundMessage.Ping ping) {
            control.reply(HeartbeatMessages.pong(ping.value(), appVersion));
        } else if (frame instanceof InboundMessage.PrimusPing ping) {
            statistics.primus();
            control.reply(HeartbeatMessages.primusPong(ping.stamp()));
        } else {
            statistics.primus();
        }
    }

    /** How many messages more every subscriber could take if each were an event for it. */
    int room() {
        return subscribers.room();
    }

    /** Who has the least room. */
    String tightest() {
        return subscribers.tightest();
    }
}
