package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.position.EntityKey;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the changes of each page until the barrier after the page has passed, and notes which entities the socket brings
 * meanwhile. A live event that arrives between the request and the barrier may be older or newer than the row, and all later
 * events follow it, so it supersedes the row: the rule of Debezium's incremental snapshots between low and high watermark.
 * Confined to the event loop.
 */
final class WatermarkBuffer {

    /**
     * The changes of one page.
     *
     * @param cursor the cursor that read the page
     * @param readUntil until when the list had been read, this page included
     * @param authoritative whether the changes show the last state for certain, which a list that lags does not
     * @param listing the complete list, where the list is compared with what was known
     */
    record Chunk(
            ListCursor cursor,
            ServiceTime readUntil,
            List<Change> changes,
            boolean authoritative,
            Optional<EntityInventory.Listing> listing) {}

    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<EntityKey, Set<ConsumerRecoveryState>> superseded = new HashMap<>();
    private int size;

    void add(Chunk chunk) {
        chunks.add(chunk);
        size += chunk.changes().size();
    }

    /** How many changes wait for their barrier. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** A live event is about to be delivered to the consumer. */
    void onLiveEvent(ConsumerRecoveryState state, DoshiiEvent event) {
        if (size > 0) {
            superseded
                    .computeIfAbsent(EntityKey.of(event), key -> new HashSet<>())
                    .add(state);
        }
    }

    /** Whether the consumer has been given a live event of the entity since its row was read. */
    boolean isSuperseded(Change change, ConsumerRecoveryState state) {
        Set<ConsumerRecoveryState> states = superseded.get(change.key());
        return states != null && states.contains(state);
    }

    /** How many chunks wait: those that a barrier sent now releases. */
    int chunks() {
        return chunks.size();
    }

    /** Removes and returns the oldest chunks. */
    List<Chunk> take(int count) {
        List<Chunk> oldest = chunks.subList(0, count);
        List<Chunk> taken = new ArrayList<>(oldest);
        oldest.clear();
        for (Chunk chunk : taken) {
            size -= chunk.changes().size();
        }
        return taken;
    }

    /** Forgets the superseded entities when no change waits. */
    void clearIfEmpty() {
        if (chunks.isEmpty()) {
            superseded.clear();
        }
    }
}
