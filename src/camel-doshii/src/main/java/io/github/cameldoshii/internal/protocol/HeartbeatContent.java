package io.github.cameldoshii.internal.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

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

    /** Reads the object that the parser has just entered, up to its end. */
    static HeartbeatContent read(JsonParser json) throws IOException {
        var heartbeat = new HeartbeatContent();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            JsonToken token = json.nextToken();
            if (member.equals("pong")) {
                heartbeat.pong = kind(token);
                heartbeat.pongText = text(token, json);
            } else if (member.equals("ping")) {
                heartbeat.ping = kind(token);
                heartbeat.pingText = text(token, json);
            }
            json.skipChildren();
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

    private static Value kind(JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            return Value.ABSENT;
        }
        return token.isNumeric() ? Value.NUMBER : Value.OTHER;
    }

    private static String text(JsonToken token, JsonParser json) throws IOException {
        return token.isNumeric() ? json.getText() : "";
    }
}
