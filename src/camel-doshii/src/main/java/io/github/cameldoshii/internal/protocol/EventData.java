package io.github.cameldoshii.internal.protocol;

/**
 * The data of an event: its place in the message, and its top-level members that become headers. Used by one thread while it
 * parses a message.
 */
final class EventData {

    private final JsonScanner json;
    private final int length;
    private final MessageLimits limits;
    private final EntityFields fields = new EntityFields();

    private int start;
    private int end;
    private HeartbeatContent heartbeat;

    private EventData(JsonScanner json, int length, MessageLimits limits) {
        this.json = json;
        this.length = length;
        this.limits = limits;
    }

    /**
     * Reads the value that the scanner stands on, up to its end.
     *
     * @param length of the message
     */
    static EventData read(JsonScanner json, int length, MessageLimits limits) throws MalformedMessageException {
        var data = new EventData(json, length, limits);
        data.read();
        return data;
    }

    private void read() throws MalformedMessageException {
        start = json.position();
        if (json.isAt('{')) {
            readMembers();
        } else {
            json.skipValue();
        }
        end = json.position();
    }

    private void readMembers() throws MalformedMessageException {
        json.enterObject();
        for (MemberName member = json.nextMember(); member != null; member = json.nextMember()) {
            switch (member) {
                case DOSHII -> heartbeat = HeartbeatContent.read(json);
                case LOCATION_ID, STATUS -> take(member, json.repeatedText());
                case ID, URI, VERSION -> take(member, json.text());
                default -> json.skipValue();
            }
        }
    }

    private void take(MemberName member, String text) throws MalformedMessageException {
        if (text.length() > limits.field()) {
            throw MessageParser.refused(
                    "the data's " + member + " is longer than " + limits.field() + " characters", length);
        }
        fields.take(member, text);
    }

    /** Whether the data holds a {@code doshii} object. */
    boolean hasHeartbeat() {
        return heartbeat != null;
    }

    InboundMessage toHeartbeat() throws MalformedMessageException {
        return heartbeat.toMessage(json.text(start, end), limits, length);
    }

    InboundMessage toEvent(String type, long receivedAt) {
        return new InboundMessage.Event(new DoshiiEvent(
                type,
                fields.id(),
                fields.locationId(),
                fields.status(),
                fields.uri(),
                fields.version(),
                json.text(start, end),
                Origin.SOCKET,
                receivedAt));
    }

    static InboundMessage eventWithoutData(String type, long receivedAt) {
        return new InboundMessage.Event(
                new DoshiiEvent(type, "", "", "", "", "", DoshiiEvent.NO_DATA, Origin.SOCKET, receivedAt));
    }
}
