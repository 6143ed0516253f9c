package io.github.cameldoshii;

import io.github.cameldoshii.internal.recovery.Gap;
import io.github.cameldoshii.internal.recovery.RecoveryService;
import io.github.cameldoshii.internal.recovery.RecoveryStatistics;
import java.util.Optional;

/**
 * How the recovery of what a consumer missed is at one moment.
 *
 * @param catchUp what catch-up does
 * @param trouble what is wrong with it, for people; empty if nothing is
 * @param statistics counters of the connection's catch-up, which keep counting
 * @param lastGap the last gap of which something could not be recovered
 * @param deposed whether another node has taken over the position
 */
record RecoveryStatus(
        RecoveryService.Status catchUp,
        String trouble,
        RecoveryStatistics statistics,
        Optional<Gap> lastGap,
        boolean deposed) {

    /** Of a consumer that does not catch up. */
    static RecoveryStatus none(Optional<Gap> lastGap, boolean deposed) {
        return new RecoveryStatus(RecoveryService.Status.IDLE, "", new RecoveryStatistics(), lastGap, deposed);
    }
}
