package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import java.time.Duration;

/**
 * How a connection was at one moment; immutable, for health, management and consoles. Holds no credential.
 *
 * @param state the state
 * @param since when the state began, for people
 * @param entered when it began, to measure with
 * @param epoch number of the present or last dial of this connection, from 1
 * @param attempt failures in a row, 0 when all is well
 * @param reason why the last connection ended or the last dial failed; empty if none has
 * @param waitTime how long the present wait is; zero outside {@link ConnectionState#BACKOFF} and
 *     {@link ConnectionState#REFUSED}
 * @param roundTrip time between the last matched ping and its pong; zero before the first
 */
public record ConnectionSnapshot(
        ConnectionState state,
        WallTime since,
        MonotonicTime entered,
        long epoch,
        int attempt,
        String reason,
        Duration waitTime,
        Duration roundTrip) {

    static ConnectionSnapshot initial(WallTime since, MonotonicTime entered) {
        return new ConnectionSnapshot(ConnectionState.IDLE, since, entered, 0, 0, "", Duration.ZERO, Duration.ZERO);
    }

    /** The time left until the next connect attempt; zero unless waiting for one. */
    public Duration untilNextAttempt(MonotonicTime now) {
        Duration left = waitTime.minus(now.since(entered));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
