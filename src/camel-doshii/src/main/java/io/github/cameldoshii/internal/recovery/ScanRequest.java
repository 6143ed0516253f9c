package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.protocol.Origin;
import java.util.List;
import java.util.Set;

/**
 * A request for a recovery scan, as it waits in the {@link ScanQueue}.
 *
 * @param targets the consumers, where they are known in advance
 * @param reported the lists of locations whose gaps an earlier scan has reported
 */
record ScanRequest(Kind kind, List<RecoveryScan.Target> targets, Set<String> reported) {

    /** The purpose of a scan. */
    enum Kind {
        /** Recovers what consumers missed while they were not connected. */
        CATCH_UP,
        /** Reads the tables and locations of now, so that a later scan can tell which are gone. */
        BASELINE,
        /** Reads the window of a catch-up a second time, for changes that the lists showed late. */
        VERIFY,
        /** Checks that the socket delivers what the lists show. */
        RECONCILE
    }

    static final ScanRequest CATCH_UP = new ScanRequest(Kind.CATCH_UP, List.of(), Set.of());

    static final ScanRequest BASELINE = new ScanRequest(Kind.BASELINE, List.of(), Set.of());

    static final ScanRequest RECONCILE = new ScanRequest(Kind.RECONCILE, List.of(), Set.of());

    /** The origin that the recovered events carry. */
    Origin origin() {
        return kind == Kind.RECONCILE ? Origin.RECONCILE : Origin.CATCHUP;
    }
}
