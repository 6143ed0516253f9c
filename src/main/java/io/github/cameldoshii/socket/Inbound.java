package io.github.cameldoshii.socket;

import io.github.cameldoshii.event.DoshiiEvent;
import io.github.cameldoshii.event.Frame;
import io.github.cameldoshii.event.FrameException;
import io.github.cameldoshii.event.FrameParser;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the messages of a connection into what they are and hands them on: events to the subscribers that want them, the
 * rest to the connection. Confined to the loop.
 */
final class Inbound {

    /** What is not an event. */
    interface Control {
        void pong(Frame.Pong pong);

        /** Sends a text to the service. */
        void reply(String text);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    private final FrameParser parser = new FrameParser();
    private final EventLoop loop;
    private final String appVersion;
    private final List<Subscriber> subscribers;
    private final SocketStatistics statistics;
    private final Predicate<String> wanted;

    /** @param subscribers the connection's own list, which changes only on the loop */
    Inbound(EventLoop loop, String appVersion, List<Subscriber> subscribers, SocketStatistics statistics) {
        this.loop = loop;
        this.appVersion = appVersion;
        this.subscribers = subscribers;
        this.statistics = statistics;
        this.wanted = this::anyoneWants;
    }

    void message(byte[] message, Control control) {
        long now = loop.currentTimeMillis();
        statistics.messageAt(now, loop.nanoTime());
        Frame frame;
        try {
            frame = parser.parse(message, now, wanted);
        } catch (FrameException e) {
            statistics.unreadable();
            for (int i = 0; i < subscribers.size(); i++) {
                subscribers.get(i).unreadable(e);
            }
            return;
        }
        if (frame instanceof Frame.Event e) {
            statistics.event();
            deliver(e.event());
        } else if (frame instanceof Frame.Unwanted u) {
            statistics.unwanted();
            LOG.trace("Event {} is wanted by no route", u.type());
        } else if (frame instanceof Frame.Pong pong) {
            control.pong(pong);
        } else if (frame instanceof Frame.Ping ping) {
            control.reply(WireText.pong(ping.value(), appVersion));
        } else if (frame instanceof Frame.PrimusPing ping) {
            statistics.primus();
            control.reply(WireText.primusPong(ping.stamp()));
        } else {
            statistics.primus();
        }
    }

    /** How many messages more every subscriber could take if each were an event for it. */
    int room() {
        int room = Integer.MAX_VALUE;
        for (int i = 0; i < subscribers.size(); i++) {
            room = Math.min(room, subscribers.get(i).room());
        }
        return Math.max(0, room);
    }

    private boolean anyoneWants(String type) {
        for (int i = 0; i < subscribers.size(); i++) {
            if (subscribers.get(i).wants(type)) {
                return true;
            }
        }
        return false;
    }

    private void deliver(DoshiiEvent event) {
        for (int i = 0; i < subscribers.size(); i++) {
            Subscriber subscriber = subscribers.get(i);
            if (subscriber.wants(event.type())) {
                subscriber.event(event);
            }
        }
    }
}
