package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.WallTime;
import java.time.Duration;

/**
 * The state of a connection at one moment, for health, JMX and the dev console. Holds no credential.
 *
 * @param state the state
 * @param since when the state began, by the wall clock
 * @param entered when the state began, by the monotonic clock
 * @param connectionNumber number of the current or last connect attempt, from 1
 * @param attempt failures since the last stable session
 * @param reason why the last session ended or the last connect attempt failed; empty once live
 * @param waitTime length of the current wait; zero outside {@link ConnectionState#BACKOFF} and
 *     {@link ConnectionState#REFUSED}
 * @param roundTrip time between the last matched ping and its pong; zero before the first
 */
public record ConnectionSnapshot(
        ConnectionState state,
        WallTime since,
        MonotonicTime entered,
        long connectionNumber,
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
