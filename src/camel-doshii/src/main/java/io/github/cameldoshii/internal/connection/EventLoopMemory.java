package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.protocol.MessageParser;

/**
 * Memory for what is done with in one call, of each event-loop thread, however many connections it serves: not to be used across
 * calls, in which another connection uses it. Shared by the connections of a CamelContext. Thread-safe.
 */
public final class EventLoopMemory {

    /** Messages of a usual size; one that is larger gets an array of its own. */
    private static final int MESSAGE_BYTES = 16 * 1024;

    // No static fields: a Vert.x that outlives the application would keep its classes.
    private final ThreadLocal<byte[]> messages = ThreadLocal.withInitial(() -> new byte[MESSAGE_BYTES]);
    private final ThreadLocal<MessageParser> parsers = ThreadLocal.withInitial(MessageParser::new);

    /** Of the thread that calls this: for one message. */
    byte[] message() {
        return messages.get();
    }

    /** Of the thread that calls this: a parser, which has buffers and tables of its own. */
    MessageParser parser() {
        return parsers.get();
    }
}
