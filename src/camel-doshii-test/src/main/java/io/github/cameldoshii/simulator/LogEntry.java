package io.github.cameldoshii.simulator;

import java.time.Instant;

/**
 * Something that happened to the simulator.
 *
 * @param sequence counts entries from 1
 * @param at when, by the system's clock
 * @param type what
 * @param connection the number of the socket's connection, 0 if it concerns none
 * @param detail in words; holds no credential
 */
public record LogEntry(long sequence, Instant at, Type type, int connection, String detail) {

    /** What happened. */
    public enum Type {
        /** An upgrade request arrived. */
        UPGRADE,
        /** An upgrade was refused. */
        REFUSED,
        /** A socket is open. */
        OPENED,
        /** A connection ended. */
        CLOSED,
        /** A heartbeat arrived. */
        PING,
        /** Some other message arrived. */
        MESSAGE,
        /** A REST call was answered. */
        REST,
        /** A fault was applied. */
        FAULT
    }
}
