package io.github.cameldoshii.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest of many things, so that a simulator that runs for days does not fill the memory. */
final class BoundedLog<T> {

    private final int max;
    private final Deque<T> kept = new ArrayDeque<>();

    BoundedLog(int max) {
        this.max = max;
    }

    void add(T thing) {
        if (kept.size() == max) {
            kept.removeFirst();
        }
        kept.addLast(thing);
    }

    /** A copy, oldest first. */
    List<T> list() {
        return List.copyOf(kept);
    }

    void clear() {
        kept.clear();
    }
}
