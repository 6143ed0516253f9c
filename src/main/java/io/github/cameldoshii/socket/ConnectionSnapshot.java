package io.github.cameldoshii.socket;

import java.time.Duration;

/**
 * How a connection was at one moment; immutable, for health, management and consoles. Holds no credential.
 *
 * @param state the state
 * @param since when the state began, epoch milliseconds
 * @param epoch number of the present or last dial of this connection, from 1
 * @param attempt failures in a row, 0 when all is well
 * @param reason why the last connection ended or the last dial failed; empty if none has
 * @param waitTime how long the present wait is; zero outside {@link ConnectionState#BACKOFF} and
 *     {@link ConnectionState#REFUSED}
 * @param roundTrip time between the last matched ping and its pong; zero before the first
 */
public record ConnectionSnapshot(
        ConnectionState state,
        long since,
        long epoch,
        int attempt,
        String reason,
        Duration waitTime,
        Duration roundTrip) {

    static ConnectionSnapshot initial(long now) {
        return new ConnectionSnapshot(ConnectionState.IDLE, now, 0, 0, "", Duration.ZERO, Duration.ZERO);
    }

    /** When the next dial is due, epoch milliseconds; {@link #since} where none is waited for. */
    public long nextDialAt() {
        return since + waitTime.toMillis();
    }
}
