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
import java.util.function.Consumer;

/**
 * Holds the changes of each page until a barrier, which it sends after the page, has passed; and notes which entities the
 * socket brings meanwhile. A live event that arrives between the request and the barrier may be older or newer than the row, and all later
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

    private final Consumer<Runnable> barrier;
    private final Consumer<Chunk> onPassed;
    private final Runnable afterwards;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<EntityKey, Set<ConsumerRecoveryState>> superseded = new HashMap<>();
    private int size;
    private boolean barrierPending;
    private boolean stopped;

    /**
     * @param barrier sends a ping over the socket and runs what it is given when the pong arrives, never if the connection
     *     ends before: every event that the service sent before the pong has been read then
     * @param onPassed takes each chunk whose barrier has passed
     * @param afterwards run after each barrier
     */
    WatermarkBuffer(Consumer<Runnable> barrier, Consumer<Chunk> onPassed, Runnable afterwards) {
        this.barrier = barrier;
        this.onPassed = onPassed;
        this.afterwards = afterwards;
    }

    /** Holds a chunk until a barrier that is sent from now on has passed. */
    void add(Chunk chunk) {
        chunks.add(chunk);
        size += chunk.changes().size();
        sendBarrier();
    }

    /** Nothing leaves the buffer any more. */
    void stop() {
        stopped = true;
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

    private void sendBarrier() {
        if (barrierPending || stopped) {
            return;
        }
        barrierPending = true;
        int sentAfter = chunks.size();
        barrier.accept(() -> {
            barrierPending = false;
            if (!stopped) {
                onBarrier(sentAfter);
            }
        });
    }

    private void onBarrier(int passed) {
        take(passed).forEach(onPassed);
        if (chunks.isEmpty()) {
            superseded.clear();
        } else {
            sendBarrier();
        }
        afterwards.run();
    }

    /** Removes and returns the oldest chunks. */
    private List<Chunk> take(int count) {
        List<Chunk> oldest = chunks.subList(0, count);
        List<Chunk> taken = new ArrayList<>(oldest);
        oldest.clear();
        for (Chunk chunk : taken) {
            size -= chunk.changes().size();
        }
        return taken;
    }
}
