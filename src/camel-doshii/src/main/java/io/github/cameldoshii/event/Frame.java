package io.github.cameldoshii.event;

/** What one message on the socket turned out to be. Values of the far side are untrusted. */
public sealed interface Frame {

    /** An event that somebody wants. */
    record Event(DoshiiEvent event) implements Frame {}

    /** An event that nobody wants: its name only, its data was not read. */
    record Unwanted(String type) implements Frame {}

    /**
     * The answer to a heartbeat.
     *
     * @param value the value as it stands in the JSON text, to be matched with the ping's; empty if it is no number
     * @param body the frame's object with the {@code doshii} member, as it arrived
     */
    record Pong(String value, String body) implements Frame {}

    /**
     * A heartbeat of the service, to be answered with the same value.
     *
     * @param value the value as it stands in the JSON text (a number)
     */
    record Ping(String value) implements Frame {}

    /** A legacy {@code "primus::ping::<stamp>"}, to be answered with the same stamp. */
    record PrimusPing(String stamp) implements Frame {}

    /** Any other legacy {@code "primus::..."} string: counted and ignored. */
    record PrimusOther() implements Frame {}
}
