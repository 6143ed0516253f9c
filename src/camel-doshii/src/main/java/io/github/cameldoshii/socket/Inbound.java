package io.github.cameldoshii.socket;

import io.github.cameldoshii.event.Frame;
import io.github.cameldoshii.event.FrameException;
import io.github.cameldoshii.event.FrameParser;
import io.github.cameldoshii.loop.EventLoop;
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
    private final Subscribers subscribers;
    private final SocketStatistics statistics;
    private final Predicate<String> wanted;

    Inbound(EventLoop loop, String appVersion, Subscribers subscribers, SocketStatistics statistics) {
        this.loop = loop;
        this.appVersion = appVersion;
        this.subscribers = subscribers;
        this.statistics = statistics;
        this.wanted = subscribers::want;
    }

    void message(byte[] message, int length, Control control) {
        long now = loop.currentTimeMillis();
        statistics.messageAt(now, loop.nanoTime());
        Frame frame;
        try {
            frame = parser.parse(message, length, now, wanted);
        } catch (FrameException e) {
            statistics.unreadable();
            subscribers.each(subscriber -> subscriber.unreadable(e));
            return;
        }
        if (frame instanceof Frame.Event e) {
            statistics.event();
            subscribers.event(e.event());
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
        return subscribers.room();
    }

    /** Who has the least room. */
    String tightest() {
        return subscribers.tightest();
    }
}
