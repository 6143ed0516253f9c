package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.position.Position;

/** Since when a consumer may lack events. */
public sealed interface ResumePoint {

    /** Since a moment of this process. */
    record Since(Moment moment) implements ResumePoint {}

    /**
     * Since the position that an earlier process has stored.
     *
     * @param read when it was read
     */
    record Stored(Position position, Moment read) implements ResumePoint {}

    /**
     * It is not known since when: as far back as may be asked for at all.
     *
     * @param why for people
     */
    record Unknown(String why) implements ResumePoint {}
}
