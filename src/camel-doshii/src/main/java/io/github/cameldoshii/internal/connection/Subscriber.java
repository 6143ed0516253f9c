package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import io.github.cameldoshii.internal.protocol.MalformedMessageException;

/**
 * Somebody who takes the events of a connection. All methods but {@link #name()} are called on the connection's event
 * loop and must not block it; {@link #room()} and {@link #wants} are asked for every message, so they are to be fast.
 */
public interface Subscriber {

    /** For messages, e.g. the route id. */
    String name();

    /** Whether events of this type are wanted; others are not even read to their end. */
    boolean wants(String eventType);

    /** How many events more can be taken now. Reading stops while it is 0; {@link Connection#roomMade} starts it again. */
    int room();

    /** Takes an event. Called in the order of arrival; a few more than {@link #room()} may come after a close. */
    void event(DoshiiEvent event);

    /** The service answered a heartbeat. */
    void heartbeat(InboundMessage.Pong pong, long receivedAt);

    /** A message arrived that nobody can read; the connection lives on. */
    void unreadable(MalformedMessageException problem);

    /** The connection has changed. */
    void changed(ConnectionChange change);
}
