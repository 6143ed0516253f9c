package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes that a list has shown while the mark that follows it is still on its way. What the socket brings for the same
 * entity until then may be older or newer than the row and is followed by all that comes after, so the socket wins (the
 * rule of watermark-based snapshots: between low and high mark, the log supersedes the row). Confined to the loop.
 */
final class WatermarkBuffer {

    /**
     * Changes of one page, with who may have them.
     *
     * @param walk the walk that the page is of
     * @param coveredTo up to when the walk's rows have been on a page
     * @param settled whether they show the last state for certain
     * @param roll of a complete list of all there are
     */
    record Batch(
            ListCursor walk,
            ServiceTime coveredTo,
            List<Change> changes,
            boolean settled,
            Optional<InventoryList> roll) {}

    private final List<Batch> batches = new ArrayList<>();
    private final Map<EntityKey, Set<ConsumerRecoveryState>> superseded = new HashMap<>();
    private int size;

    void add(Batch batch) {
        batches.add(batch);
        size += batch.changes().size();
    }

    /** How many changes wait for their mark. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** The share is given an event of the socket. */
    void live(ConsumerRecoveryState share, DoshiiEvent event) {
        if (size > 0) {
            superseded
                    .computeIfAbsent(EntityKey.of(event), key -> new HashSet<>())
                    .add(share);
        }
    }

    /** Whether the socket has brought something for the entity to this share since the row was read. */
    boolean isSuperseded(Change change, ConsumerRecoveryState share) {
        Set<ConsumerRecoveryState> shares = superseded.get(change.key());
        return shares != null && shares.contains(share);
    }

    /** How many batches there are: those that a mark sent now will prove. */
    int count() {
        return batches.size();
    }

    /** Takes out the oldest batches. */
    List<Batch> take(int count) {
        List<Batch> oldest = batches.subList(0, count);
        List<Batch> taken = new ArrayList<>(oldest);
        oldest.clear();
        for (Batch batch : taken) {
            size -= batch.changes().size();
        }
        return taken;
    }

    /** Forgets what was superseded, when nothing waits any more. */
    void clearIfEmpty() {
        if (batches.isEmpty()) {
            superseded.clear();
        }
    }
}
