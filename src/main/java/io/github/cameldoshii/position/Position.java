package io.github.cameldoshii.position;

/**
 * Up to when everything that was received is finished.
 *
 * @param at epoch milliseconds of the local clock
 * @param offset the service's clock minus the local one at that time, in milliseconds
 * @param offsetKnown whether the offset had been measured; if not, it is 0
 */
public record Position(long at, long offset, boolean offsetKnown) {}
