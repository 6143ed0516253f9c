package io.github.cameldoshii.catchup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far the lists of a window were walked before the connection ended, so that the next pass goes on from there and a
 * connection that keeps ending still gets through. Confined to the loop.
 */
final class Progress {

    private record Key(RecoverableList list, String locationId) {}

    private final Map<Key, Long> coveredTo = new HashMap<>();
    private Set<Share> shares = Set.of();
    private long from;

    /** A pass begins; what was covered counts only if it was covered for the same consumers and from as early a time. */
    void begin(Set<Share> targets, long windowFrom) {
        if (coveredTo.isEmpty() || windowFrom < from || !shares.containsAll(targets)) {
            coveredTo.clear();
            from = windowFrom;
            shares = new HashSet<>(targets);
        }
    }

    /** Every row up to then has been offered to the consumers. */
    void covered(ListWalk walk, long to) {
        coveredTo.merge(new Key(walk.list(), walk.locationId()), to, Math::max);
    }

    /** Where to begin. */
    long resumeFrom(RecoverableList list, String locationId, Window window, long overlap) {
        Long covered = coveredTo.get(new Key(list, locationId));
        return covered == null ? window.from() : Math.max(window.from(), covered - overlap);
    }

    /** The window is closed. */
    void clear() {
        coveredTo.clear();
    }
}
