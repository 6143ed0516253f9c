package io.github.cameldoshii.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * The JSON object of one message, read once from front to end. Of the members {@code emit}, {@code doshii}, {@code event} and
 * {@code type}, the first in this order decides what the message is, wherever it stands. A member that is {@code null}, or an
 * {@code event} or {@code type} that is no string, counts as absent. Used by one thread while it parses a message.
 */
final class Envelope {

    /** The vendor's name for generic messages; its documents also print pongs under it. */
    private static final String MESSAGE = "message";

    private static final Predicate<String> ALREADY_ASKED = name -> true;

    private final JsonScanner json;
    private final byte[] message;
    private final int from;
    private final int length;
    private final MessageLimits limits;

    private boolean emitSeen;
    private boolean doshiiSeen;
    private boolean eventSeen;
    private boolean typeSeen;
    private boolean dataSeen;

    private String emitted = "";
    private EventData emittedData;
    private HeartbeatContent heartbeat;
    private String event = "";
    private String type = "";
    private EventData data;

    /**
     * @param json stands on the message's object
     * @param message begins with the message
     * @param from where in the message its text begins
     * @param length of the message
     */
    Envelope(JsonScanner json, byte[] message, int from, int length, MessageLimits limits) {
        this.json = json;
        this.message = message;
        this.from = from;
        this.length = length;
        this.limits = limits;
    }

    InboundMessage read(long receivedAt, Predicate<String> wanted) throws MalformedMessageException {
        json.enterObject();
        for (MemberName member = json.nextMember(); member != null; member = json.nextMember()) {
            switch (member) {
                case EMIT -> {
                    emitSeen = once(emitSeen, member);
                    if (json.isAt('n')) {
                        json.skipValue();
                    } else {
                        readEmittedName();
                        if (!emitted.equals(MESSAGE) && !wanted.test(emitted)) {
                            return new InboundMessage.Unwanted(emitted);
                        }
                        readEmittedData();
                    }
                }
                case DOSHII -> {
                    doshiiSeen = once(doshiiSeen, member);
                    heartbeat = HeartbeatContent.read(json);
                }
                case EVENT -> {
                    eventSeen = once(eventSeen, member);
                    event = readName();
                }
                case TYPE -> {
                    typeSeen = once(typeSeen, member);
                    type = readName();
                }
                case DATA -> {
                    dataSeen = once(dataSeen, member);
                    data = readData();
                }
                default -> json.skipValue();
            }
        }
        if (!json.isOnlySpaceLeft()) {
            throw refused("something follows the JSON object");
        }
        return decide(receivedAt, wanted);
    }

    private InboundMessage decide(long receivedAt, Predicate<String> wanted) throws MalformedMessageException {
        if (!emitted.isEmpty()) {
            return named(emitted, emittedData, receivedAt, emitted.equals(MESSAGE) ? wanted : ALREADY_ASKED);
        }
        if (heartbeat != null) {
            return heartbeat.toMessage(wholeObject(), limits, length);
        }
        String name = event.isEmpty() ? type : event;
        if (name.isEmpty()) {
            throw refused("neither an event nor a heartbeat");
        }
        checkName(name);
        return named(name, data, receivedAt, wanted);
    }

    private InboundMessage named(String name, EventData its, long receivedAt, Predicate<String> wanted)
            throws MalformedMessageException {
        if (its != null && its.hasHeartbeat() && name.equals(MESSAGE)) {
            return its.toHeartbeat();
        }
        if (!wanted.test(name)) {
            return new InboundMessage.Unwanted(name);
        }
        return its == null ? EventData.eventWithoutData(name, receivedAt) : its.toEvent(name, receivedAt);
    }

    private void readEmittedName() throws MalformedMessageException {
        if (!json.isAt('[')) {
            throw refused("emit is not an array");
        }
        json.enterArray();
        if (!json.nextElement() || !json.isAt('"')) {
            throw refused("emit does not start with an event name");
        }
        emitted = json.repeatedText();
        checkName(emitted);
    }

    private void readEmittedData() throws MalformedMessageException {
        if (!json.nextElement()) {
            return;
        }
        emittedData = readData();
        while (json.nextElement()) {
            json.skipValue();
        }
    }

    /** Null stands for no data. */
    private EventData readData() throws MalformedMessageException {
        if (json.isAt('n')) {
            json.skipValue();
            return null;
        }
        return EventData.read(json, length, limits);
    }

    private String readName() throws MalformedMessageException {
        if (json.isAt('"')) {
            return json.repeatedText();
        }
        json.skipValue();
        return "";
    }

    private void checkName(String name) throws MalformedMessageException {
        if (name.isEmpty()) {
            throw refused("the event name is empty");
        }
        if (name.length() > limits.eventName()) {
            throw refused("the event name is longer than " + limits.eventName() + " characters");
        }
    }

    /** The message has been read to its end by now, so nothing but white space stands around the object. */
    private String wholeObject() {
        return new String(message, from, length - from, StandardCharsets.UTF_8).strip();
    }

    /** A message that gives one of its own members twice is ambiguous: guessing could lose an event. */
    private boolean once(boolean seen, MemberName member) throws MalformedMessageException {
        if (seen) {
            throw refused("two members are named " + member);
        }
        return true;
    }

    private MalformedMessageException refused(String why) {
        return MessageParser.refused(why, length);
    }
}
