package io.github.cameldoshii.simulator.state;

import java.time.Instant;

/**
 * One change of a simulated entity: what really happened, whoever was told.
 *
 * @param sequence counts changes from 1
 * @param at when, by the simulator's clock
 * @param change what was done
 * @param kind of the entity
 * @param id as text
 * @param locationId where
 * @param version the entity's version after the change
 * @param status the entity's status after the change, or empty
 * @param eventType the event that belongs to the change, or empty if the service has none
 * @param told whether the event was handed to at least one open socket
 */
public record LedgerEntry(
        long sequence,
        Instant at,
        Change change,
        Kind kind,
        String id,
        String locationId,
        String version,
        String status,
        String eventType,
        boolean told) {

    /** What was done to the entity. */
    public enum Change {
        CREATED,
        UPDATED,
        DELETED
    }
}
