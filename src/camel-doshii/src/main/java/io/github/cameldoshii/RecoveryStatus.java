package io.github.cameldoshii;

import io.github.cameldoshii.catchup.CatchUp;
import io.github.cameldoshii.catchup.CatchUpStatistics;
import io.github.cameldoshii.catchup.Gap;
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
        CatchUp.Status catchUp, String trouble, CatchUpStatistics statistics, Optional<Gap> lastGap, boolean deposed) {

    /** Of a consumer that does not catch up. */
    static RecoveryStatus none(Optional<Gap> lastGap, boolean deposed) {
        return new RecoveryStatus(CatchUp.Status.IDLE, "", new CatchUpStatistics(), lastGap, deposed);
    }
}
