package io.github.cameldoshii.internal.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The data of an event: its place in the message, and its top-level members that become headers. Used by one thread while it
 * parses a message.
 */
final class EventData {

    private final byte[] message;
    private final int from;
    private final int length;
    private final MessageLimits limits;
    private final EntityFields fields = new EntityFields();

    private int start;
    private int end;
    private HeartbeatContent heartbeat;

    private EventData(byte[] message, int from, int length, MessageLimits limits) {
        this.message = message;
        this.from = from;
        this.length = length;
        this.limits = limits;
    }

    /**
     * Reads the value that the parser stands on, up to its end.
     *
     * @param from where in the message the parser started
     * @param length of the message
     */
    static EventData read(JsonParser json, byte[] message, int from, int length, MessageLimits limits)
            throws IOException, MalformedMessageException {
        var data = new EventData(message, from, length, limits);
        data.read(json);
        return data;
    }

    private void read(JsonParser json) throws IOException, MalformedMessageException {
        start = from + (int) json.currentTokenLocation().getByteOffset();
        if (json.currentToken() == JsonToken.START_OBJECT) {
            readMembers(json);
        } else {
            json.skipChildren();
            json.finishToken();
        }
        end = from + (int) json.currentLocation().getByteOffset();
    }

    private void readMembers(JsonParser json) throws IOException, MalformedMessageException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            if (member.equals("doshii")) {
                heartbeat = value == JsonToken.START_OBJECT ? HeartbeatContent.read(json) : null;
            } else if (fields.take(member, value, json) > limits.field()) {
                throw MessageParser.refused(
                        "the data's " + member + " is longer than " + limits.field() + " characters", length);
            }
            if (value.isStructStart()) {
                json.skipChildren();
            }
        }
    }

    /** Whether the data holds a {@code doshii} object. */
    boolean hasHeartbeat() {
        return heartbeat != null;
    }

    InboundMessage toHeartbeat() throws MalformedMessageException {
        return heartbeat.toMessage(text(), limits, length);
    }

    InboundMessage toEvent(String type, long receivedAt) {
        return new InboundMessage.Event(new DoshiiEvent(
                type,
                fields.id(),
                fields.locationId(),
                fields.status(),
                fields.uri(),
                fields.version(),
                text(),
                Origin.SOCKET,
                receivedAt));
    }

    static InboundMessage eventWithoutData(String type, long receivedAt) {
        return new InboundMessage.Event(
                new DoshiiEvent(type, "", "", "", "", "", DoshiiEvent.NO_DATA, Origin.SOCKET, receivedAt));
    }

    private String text() {
        return new String(message, start, end - start, StandardCharsets.UTF_8);
    }
}
