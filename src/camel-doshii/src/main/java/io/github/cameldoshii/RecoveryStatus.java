package io.github.cameldoshii;

import io.github.cameldoshii.internal.recovery.Gap;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.recovery.RecoveryStatistics;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.util.Optional;

/**
 * How the recovery of what a consumer missed is at one moment.
 *
 * @param catchUp state of the recovery
 * @param trouble what is wrong with it; empty if nothing is
 * @param statistics counters of the connection's recovery, which keep counting
 * @param lastGap the last gap of which something could not be recovered
 * @param fenced whether another node has taken over the position
 */
record RecoveryStatus(
        RecoveryService.Status catchUp,
        String trouble,
        RecoveryStatistics statistics,
        Optional<Gap> lastGap,
        boolean fenced) {

    /** Of a consumer without recovery. */
    static RecoveryStatus none(Optional<Gap> lastGap, boolean fenced) {
        return new RecoveryStatus(
                RecoveryService.Status.IDLE, "", new RecoveryStatistics(new EnvironmentStatistics()), lastGap, fenced);
    }
}
