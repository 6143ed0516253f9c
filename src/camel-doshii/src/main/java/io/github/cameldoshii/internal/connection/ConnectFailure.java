package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.statistics.ConnectOutcome;
import java.time.Duration;

/** Why a connect attempt did not lead to an open WebSocket. A reason never holds a credential. */
public sealed interface ConnectFailure {

    /** What happened and, where it helps, what to do. */
    String reason();

    /** What it is counted as. */
    ConnectOutcome outcome();

    /** The service answered the upgrade with 401 or 403: it does not accept the client id. */
    record Unauthorized(int status, String reason) implements ConnectFailure {
        @Override
        public ConnectOutcome outcome() {
            return ConnectOutcome.UNAUTHORIZED;
        }
    }

    /**
     * The server is overloaded or failing: 408, 425, 429 and 5xx.
     *
     * @param retryAfter the wait that it asked for; zero if it did not
     */
    record ServerUnavailable(int status, Duration retryAfter, String reason) implements ConnectFailure {
        @Override
        public ConnectOutcome outcome() {
            return ConnectOutcome.UNAVAILABLE;
        }
    }

    /** The answer is not the service's WebSocket: 404, a redirect, an HTML page. Probably a wrong address or a proxy. */
    record UnexpectedResponse(int status, String reason) implements ConnectFailure {
        @Override
        public ConnectOutcome outcome() {
            return ConnectOutcome.UNEXPECTED_RESPONSE;
        }
    }

    /** No answer: name look-up, routing, TLS, timeout, or a connection that ended too early. */
    record Unreachable(String reason) implements ConnectFailure {
        @Override
        public ConnectOutcome outcome() {
            return ConnectOutcome.UNREACHABLE;
        }
    }
}
