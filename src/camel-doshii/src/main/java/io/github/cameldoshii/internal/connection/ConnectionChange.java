package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.WallTime;
import java.time.Duration;

/**
 * A change of the connection's state that subscribers are told of.
 *
 * @param kind what has happened
 * @param reason why; never with a credential; empty for a change that needs no reason
 * @param waitTime length of the wait before the next connect attempt; zero without one
 * @param closeCode the close code of a connection that ended; 0 where there was none
 * @param connectionNumber number of the connect attempt that the change belongs to, from 1
 * @param at when, by the wall clock
 */
public record ConnectionChange(
        Kind kind, String reason, Duration waitTime, int closeCode, long connectionNumber, WallTime at) {

    /** What can happen. */
    public enum Kind {
        CONNECTING,
        CONNECTED,
        DISCONNECTED,
        REFUSED
    }
}
