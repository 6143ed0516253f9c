package io.github.cameldoshii.internal.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to catch up: the options that all consumers of one connection must agree on.
 *
 * @param lists which lists are asked
 * @param overlap added before a gap, and the wait before a window is asked once more
 * @param maxAge a longer gap is cut to this
 * @param reconcileInterval time between reconciliations while connected; zero for none
 * @param refusedDelay wait after the credentials were refused
 */
public record RecoverySettings(
        Set<RecoverableList> lists,
        Duration overlap,
        Duration maxAge,
        Duration reconcileInterval,
        Duration refusedDelay) {

    public RecoverySettings {
        // In the order of the enum, so that they are asked in the same order always.
        lists = Collections.unmodifiableSet(new TreeSet<>(lists));
    }

    /** The names of the options in which the other differs; empty if it is equal. */
    public List<String> differences(RecoverySettings other) {
        List<String> names = new ArrayList<>();
        addIf(names, !lists.equals(other.lists), "catchUpEntities");
        addIf(names, !overlap.equals(other.overlap), "catchUpOverlap");
        addIf(names, !maxAge.equals(other.maxAge), "catchUpMaxAge");
        addIf(names, !reconcileInterval.equals(other.reconcileInterval), "reconcileInterval");
        return names;
    }

    private static void addIf(List<String> names, boolean differs, String name) {
        if (differs) {
            names.add(name);
        }
    }
}
