package io.github.cameldoshii.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Short forms for the parser's tests. */
final class Parsing {

    static final long RECEIVED_AT = 1_760_000_000_000L;

    private Parsing() {}

    static InboundMessage parse(String message) throws MalformedMessageException {
        return parse(message.getBytes(StandardCharsets.UTF_8));
    }

    /** Parses a message behind which something else stands in the array, as it does in one that is used again. */
    static InboundMessage parse(byte[] message) throws MalformedMessageException {
        byte[] longer = Arrays.copyOf(message, message.length + 9);
        Arrays.fill(longer, message.length, longer.length, (byte) 0xFF);
        return new MessageParser().parse(longer, message.length, RECEIVED_AT, type -> true);
    }

    /** The event of a message that must be one. */
    static DoshiiEvent event(String message) throws MalformedMessageException {
        InboundMessage frame = parse(message);
        if (frame instanceof InboundMessage.Event event) {
            return event.event();
        }
        throw new AssertionError("not an event: " + frame);
    }

    /** An event as the socket gives it, whose data has none of the members that become headers. */
    static DoshiiEvent bare(String type, String body) {
        return new DoshiiEvent(type, "", "", "", "", "", body, Origin.SOCKET, RECEIVED_AT);
    }
}
