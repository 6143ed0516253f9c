package io.github.cameldoshii.internal.position;

import io.github.cameldoshii.internal.clock.Moment;

/** The point that a consumer resumes from: since then it may lack events. */
public sealed interface ResumePoint {

    /** A moment of this process. */
    sealed interface OfThisProcess extends ResumePoint {
        Moment moment();
    }

    /** When the consumer's previous connection ended. */
    record Since(Moment moment) implements OfThisProcess {}

    /** How far the very first start looks back: before it nothing was received that a lagging list could still lack. */
    record LookBack(Moment moment) implements OfThisProcess {}

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
