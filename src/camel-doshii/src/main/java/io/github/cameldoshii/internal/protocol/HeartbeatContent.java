package io.github.cameldoshii.internal.protocol;

/** The {@code pong} and {@code ping} members of a {@code doshii} object. Used by one thread while it parses a message. */
final class HeartbeatContent {

    private enum Value {
        ABSENT,
        NUMBER,
        OTHER
    }

    private Value pong = Value.ABSENT;
    private Value ping = Value.ABSENT;
    private String pongText = "";
    private String pingText = "";

    private HeartbeatContent() {}

    /** Reads the value that the scanner stands on, up to its end; null if it is no object. */
    static HeartbeatContent read(JsonScanner json) throws MalformedMessageException {
        if (!json.isAt('{')) {
            json.skipValue();
            return null;
        }
        var heartbeat = new HeartbeatContent();
        json.enterObject();
        for (MemberName member = json.nextMember(); member != null; member = json.nextMember()) {
            if (member == MemberName.PONG) {
                heartbeat.pong = kind(json);
                heartbeat.pongText = text(heartbeat.pong, json);
            } else if (member == MemberName.PING) {
                heartbeat.ping = kind(json);
                heartbeat.pingText = text(heartbeat.ping, json);
            } else {
                json.skipValue();
            }
        }
        return heartbeat;
    }

    /**
     * A pong, unless there is only a ping. An object with neither is a malformed pong, as is one whose value is no number:
     * the far side is alive, but this answers nothing.
     *
     * @param body the object that holds the {@code doshii} member
     */
    InboundMessage toMessage(String body, MessageLimits limits, int messageLength) throws MalformedMessageException {
        if (pong != Value.ABSENT || ping == Value.ABSENT) {
            return new InboundMessage.Pong(pongText, body);
        }
        if (ping != Value.NUMBER) {
            throw MessageParser.refused("doshii.ping is not a number", messageLength);
        }
        if (pingText.length() > limits.stamp()) {
            throw MessageParser.refused("doshii.ping is longer than " + limits.stamp() + " characters", messageLength);
        }
        return new InboundMessage.Ping(pingText);
    }

    private static Value kind(JsonScanner json) {
        if (json.isAt('n')) {
            return Value.ABSENT;
        }
        return json.isAtNumber() ? Value.NUMBER : Value.OTHER;
    }

    private static String text(Value kind, JsonScanner json) throws MalformedMessageException {
        if (kind == Value.NUMBER) {
            return json.text();
        }
        json.skipValue();
        return "";
    }
}
