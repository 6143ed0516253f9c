package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.WallTime;
import java.time.Duration;

/**
 * A change of the connection that subscribers are told of.
 *
 * @param kind what has happened
 * @param reason why, for people; never with a credential; empty where nothing needs saying
 * @param waitTime how long until the next dial; zero where none is waited for
 * @param closeCode the close code of a connection that ended; 0 where there was none
 * @param epoch the number of the connection
 * @param at when, for people
 */
public record ConnectionChange(Kind kind, String reason, Duration waitTime, int closeCode, long epoch, WallTime at) {

    /** What can happen. */
    public enum Kind {
        CONNECTING,
        CONNECTED,
        DISCONNECTED,
        REFUSED
    }
}
