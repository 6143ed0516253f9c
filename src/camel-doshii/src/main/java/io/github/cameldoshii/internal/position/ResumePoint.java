package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Moment;

/** The point that a consumer resumes from: since then it may lack events. */
public sealed interface ResumePoint {

    /** A moment of this process, when the consumer's previous connection ended. */
    record Since(Moment moment) implements ResumePoint {}

    /**
     * The position that an earlier process has stored.
     *
     * @param read when it was read
     */
    record Stored(Position position, Moment read) implements ResumePoint {}

    /**
     * No position is known: recovery goes as far back as {@code catchUpMaxAge} allows.
     *
     * @param why for people
     */
    record Unknown(String why) implements ResumePoint {}
}
