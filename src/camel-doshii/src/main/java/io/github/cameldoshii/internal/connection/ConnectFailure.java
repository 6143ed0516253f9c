package io.github.cameldoshii.internal.connection;

import java.time.Duration;

/**
 * Why a dial did not lead to an open WebSocket. Reasons are for people and never hold a credential.
 */
public sealed interface ConnectFailure {

    /** For people: what happened, and where it helps, what to do. */
    String reason();

    /** The upgrade was answered 401 or 403: the client id is not accepted. */
    record Refused(int status, String reason) implements ConnectFailure {}

    /**
     * The far side is there and asks to come back later, or is ill: 429 and 5xx.
     *
     * @param retryAfter how long it asked to wait; zero if it did not say
     */
    record Busy(int status, Duration retryAfter, String reason) implements ConnectFailure {}

    /** What answered is not the service's WebSocket: 404, a redirect, an HTML page. Probably a wrong address or a proxy. */
    record NotTheService(int status, String reason) implements ConnectFailure {}

    /** No answer: name, route, TLS, time-out, or a connection that ended too early. */
    record Unreachable(String reason) implements ConnectFailure {}
}
