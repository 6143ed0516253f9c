package io.github.cameldoshii.simulator.fault;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** Where a {@link Fault} applies. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "on")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Match.Connect.class, name = "connect"),
    @JsonSubTypes.Type(value = Match.Upgrade.class, name = "upgrade"),
    // The name of versions before.
    @JsonSubTypes.Type(value = Match.Upgrade.class, name = "dial"),
    @JsonSubTypes.Type(value = Match.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Match.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = Match.Message.class, name = "message"),
    @JsonSubTypes.Type(value = Match.Event.class, name = "event"),
    @JsonSubTypes.Type(value = Match.Rest.class, name = "rest")
})
public sealed interface Match {

    /** A TCP connection was accepted, for the socket or for REST; nothing was read yet. */
    record Connect() implements Match {}

    /** An upgrade request arrived. */
    record Upgrade() implements Match {}

    /** A socket is open for so long. */
    record Opened(long afterMillis) implements Match {}

    /**
     * A client's ping arrived.
     *
     * @param from the first ping of a connection that counts, from 1
     * @param to the last one
     */
    record Ping(int from, int to) implements Match {

        public Ping {
            from = Math.max(1, from);
            to = to <= 0 ? Integer.MAX_VALUE : to;
        }
    }

    /** Any other message of a client arrived. */
    record Message() implements Match {}

    /**
     * An event is about to be sent to a socket.
     *
     * @param name the event's name, {@code *} standing for any characters
     */
    record Event(String name) implements Match {

        public Event {
            name = name == null || name.isEmpty() ? "*" : name;
        }
    }

    /**
     * A REST call arrived.
     *
     * @param method {@code *} or a method
     * @param path below {@code /partner/v3}, {@code *} standing for any characters
     * @param location the header {@code doshii-location-id}, {@code *} standing for any characters or for none
     */
    record Rest(String method, String path, String location) implements Match {

        public Rest {
            method = method == null || method.isEmpty() ? "*" : method;
            path = path == null || path.isEmpty() ? "*" : path;
            location = location == null || location.isEmpty() ? "*" : location;
        }
    }

    static Match connect() {
        return new Connect();
    }

    static Match upgrade() {
        return new Upgrade();
    }

    /** At once when a socket has opened. */
    static Match opened() {
        return new Opened(0);
    }

    static Match opened(Duration after) {
        return new Opened(after.toMillis());
    }

    static Match ping() {
        return new Ping(1, 0);
    }

    /** @param number the ping of each connection that counts, from 1 */
    static Match ping(int number) {
        return new Ping(number, number);
    }

    /** @param number the first ping of each connection that counts, from 1 */
    static Match pingsFrom(int number) {
        return new Ping(number, 0);
    }

    static Match message() {
        return new Message();
    }

    static Match event(String name) {
        return new Event(name);
    }

    static Match rest(String method, String path) {
        return new Rest(method, path, "*");
    }

    /** A call for one location. */
    static Match rest(String method, String path, String location) {
        return new Rest(method, path, location);
    }

    /** Whether an action can be applied here. */
    default boolean fits(Action action) {
        if (this instanceof Connect) {
            return action instanceof Action.OnConnect;
        }
        if (this instanceof Upgrade) {
            return action instanceof Action.OnUpgrade;
        }
        if (this instanceof Rest) {
            return action instanceof Action.OnRest;
        }
        return action instanceof Action.OnSocket;
    }
}
