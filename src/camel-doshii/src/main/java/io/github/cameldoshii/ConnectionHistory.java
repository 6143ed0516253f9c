package io.github.cameldoshii;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest changes of a consumer's connection, its gaps and what was recovered, for those that look later. Thread-safe. */
final class ConnectionHistory {

    private static final int KEPT = 100;

    /** Begins small: there may be a thousand of them. */
    private final Deque<Entry> entries = new ArrayDeque<>(1);

    private long sequence;

    /**
     * @param sequence counts from 1 in the life of the consumer
     * @param at when it was told, by the wall clock, in milliseconds since the epoch
     * @param event as {@code connectionEvents} would give it to the route
     */
    record Entry(long sequence, long at, DoshiiEvent event) {}

    synchronized void add(DoshiiEvent event) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(++sequence, System.currentTimeMillis(), event));
    }

    /** Oldest first; the newest 100. */
    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
