package io.github.cameldoshii.catchup;

import io.github.cameldoshii.event.Origin;
import java.util.List;
import java.util.Set;

/**
 * A pass that is to come.
 *
 * @param targets who takes part, where that is known before
 * @param told the lists at locations of which it was told that they cannot be had
 */
record Plan(Kind kind, List<Pass.Target> targets, Set<String> told) {

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

    static final Plan CATCH_UP = new Plan(Kind.CATCH_UP, List.of(), Set.of());

    static final Plan CENSUS = new Plan(Kind.CENSUS, List.of(), Set.of());

    static final Plan RECONCILE = new Plan(Kind.RECONCILE, List.of(), Set.of());

    Origin origin() {
        return kind == Kind.RECONCILE ? Origin.RECONCILE : Origin.CATCHUP;
    }
}
