package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import io.github.cameldoshii.internal.protocol.MalformedMessageException;

/**
 * Receives the events of a connection; one for each consumer that shares it. All methods but {@link #name()} are called on
 * the connection's event loop and must not block it. {@link #remainingCapacity()} and {@link #wants} are called for every
 * message, so they are to be fast.
 */
public interface Subscriber {

    /** For logs, e.g. the route id. */
    String name();

    /** Whether events of this type are wanted; the data of others is not even parsed. */
    boolean wants(String eventType);

    /** How many more events can be taken now. Reading pauses while it is 0; {@link Connection#capacityAvailable} resumes it. */
    int remainingCapacity();

    /** Takes an event, in the order of arrival; a few more than {@link #remainingCapacity()} may come after a close. */
    void event(DoshiiEvent event);

    /** The service answered a heartbeat. */
    void heartbeat(InboundMessage.Pong pong, long receivedAt);

    /** A malformed message arrived; the connection goes on. */
    void unreadable(MalformedMessageException problem);

    /** The state of the connection has changed. */
    void changed(ConnectionChange change);
}
