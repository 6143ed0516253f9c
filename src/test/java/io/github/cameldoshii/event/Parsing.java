package io.github.cameldoshii.event;

import java.nio.charset.StandardCharsets;

/** Short forms for the parser's tests. */
final class Parsing {

    static final long RECEIVED_AT = 1_760_000_000_000L;

    private Parsing() {}

    static Frame parse(String message) throws FrameException {
        return parse(message.getBytes(StandardCharsets.UTF_8));
    }

    static Frame parse(byte[] message) throws FrameException {
        return new FrameParser().parse(message, RECEIVED_AT, type -> true);
    }

    /** The event of a message that must be one. */
    static DoshiiEvent event(String message) throws FrameException {
        Frame frame = parse(message);
        if (frame instanceof Frame.Event event) {
            return event.event();
        }
        throw new AssertionError("not an event: " + frame);
    }

    /** An event as the socket gives it, whose data has none of the members that become headers. */
    static DoshiiEvent bare(String type, String body) {
        return new DoshiiEvent(type, "", "", "", "", "", body, Origin.SOCKET, RECEIVED_AT);
    }
}
