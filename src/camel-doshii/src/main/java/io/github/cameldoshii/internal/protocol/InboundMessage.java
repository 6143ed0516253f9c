package io.github.cameldoshii.internal.protocol;

/** A parsed message of the WebSocket. Its values come from the server and are untrusted. */
public sealed interface InboundMessage {

    /** An event that a subscriber wants. */
    record Event(DoshiiEvent event) implements InboundMessage {}

    /** An event that no subscriber wants: its name only, its data was not parsed. */
    record Unwanted(String type) implements InboundMessage {}

    /**
     * The answer to a heartbeat.
     *
     * @param value the value as it stands in the JSON text, to be matched with the ping's; empty if it is no number
     * @param body the message's object with the {@code doshii} member, as it arrived
     */
    record Pong(String value, String body) implements InboundMessage {}

    /**
     * A heartbeat of the service, to be answered with the same value.
     *
     * @param value the value as it stands in the JSON text (a number)
     */
    record Ping(String value) implements InboundMessage {}

    /** A legacy {@code "primus::ping::<stamp>"}, to be answered with the same stamp. */
    record PrimusPing(String stamp) implements InboundMessage {}

    /** Any other legacy {@code "primus::..."} string: counted and ignored. */
    record PrimusOther() implements InboundMessage {}
}
