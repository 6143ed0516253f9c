package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ServiceTime;

/**
 * A span of time to ask for. Both ends belong to it.
 *
 * @param from its beginning, the overlap already taken off
 * @param to its end
 */
record TimeWindow(ServiceTime from, ServiceTime to) {

    static final TimeWindow NONE = new TimeWindow(ServiceTime.UNKNOWN, ServiceTime.UNKNOWN);

    boolean begunBefore(ServiceTime time) {
        return !time.isBefore(from);
    }
}
