package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.protocol.Origin;
import java.util.List;
import java.util.Set;

/**
 * A pass that is to come.
 *
 * @param targets who takes part, where that is known before
 * @param told the lists at locations of which it was told that they cannot be had
 */
record ScanRequest(Kind kind, List<RecoveryScan.Target> targets, Set<String> told) {

    /** What a pass is for. */
    enum Kind {
        /** To close a gap. */
        CATCH_UP,
        /** To know which tables and locations there are, before anything is missed. */
        CENSUS,
        /** To ask for the same window once more, for what the lists show late. */
        SETTLE,
        /** To see whether the socket brings what it should. */
        RECONCILE
    }

    static final ScanRequest CATCH_UP = new ScanRequest(Kind.CATCH_UP, List.of(), Set.of());

    static final ScanRequest CENSUS = new ScanRequest(Kind.CENSUS, List.of(), Set.of());

    static final ScanRequest RECONCILE = new ScanRequest(Kind.RECONCILE, List.of(), Set.of());

    Origin origin() {
        return kind == Kind.RECONCILE ? Origin.RECONCILE : Origin.CATCHUP;
    }
}
