package io.github.cameldoshii.internal.statistics;

/** What a connect attempt has come to. */
public enum ConnectOutcome {
    /** The WebSocket is open. */
    OPENED,
    /** The service does not accept the client id. */
    UNAUTHORIZED,
    /** The service, or what is before it, is overloaded or failing. */
    UNAVAILABLE,
    /** What has answered is not the service's WebSocket. */
    UNEXPECTED_RESPONSE,
    /** Nothing has answered. */
    UNREACHABLE
}
