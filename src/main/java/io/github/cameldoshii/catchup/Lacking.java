package io.github.cameldoshii.catchup;

/**
 * Since when a consumer may lack events.
 *
 * @param at epoch milliseconds of the local clock as it was then
 * @param offset the service's clock minus the local one as it was then, in milliseconds
 * @param offsetKnown whether the offset had been measured
 */
public record Lacking(long at, long offset, boolean offsetKnown) {

    /** The time by the service's clock; a clock that was not measured then is taken to go as it does now. */
    long byServiceClock(long offsetNow) {
        return at + (offsetKnown ? offset : offsetNow);
    }
}
