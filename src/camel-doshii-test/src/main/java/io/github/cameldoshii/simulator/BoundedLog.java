package io.github.cameldoshii.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

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

    /** A copy of the newest, as far back as they pass, oldest first. */
    List<T> newest(Predicate<T> passes) {
        Deque<T> newest = new ArrayDeque<>();
        for (Iterator<T> back = kept.descendingIterator(); back.hasNext(); ) {
            T thing = back.next();
            if (!passes.test(thing)) {
                break;
            }
            newest.addFirst(thing);
        }
        return List.copyOf(newest);
    }

    void clear() {
        kept.clear();
    }
}
