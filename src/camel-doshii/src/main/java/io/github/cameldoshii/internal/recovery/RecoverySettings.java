package io.github.cameldoshii.internal.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The recovery options, on which all consumers of one connection must agree.
 *
 * @param lists the lists to read
 * @param overlap subtracted from every resume point, and the delay before a window is verified
 * @param maxAge the longest gap that is recovered; a longer one is cut
 * @param reconcileInterval time between reconciliations while connected; zero for none
 * @param refusedDelay delay after the service has refused the credentials
 */
public record RecoverySettings(
        Set<RecoverableList> lists,
        Duration overlap,
        Duration maxAge,
        Duration reconcileInterval,
        Duration refusedDelay) {

    public RecoverySettings {
        // Sorted as the enum, so that the lists are always read in the same order.
        lists = Collections.unmodifiableSet(new TreeSet<>(lists));
    }

    /** The names of the options in which the other settings differ; empty if they are equal. */
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
