package io.github.cameldoshii.catchup;

import io.github.cameldoshii.clock.ServiceTime;

/**
 * A span of time to ask for. Both ends belong to it.
 *
 * @param from its beginning, the overlap already taken off
 * @param to its end
 */
record Window(ServiceTime from, ServiceTime to) {

    static final Window NONE = new Window(ServiceTime.UNKNOWN, ServiceTime.UNKNOWN);

    boolean begunBefore(ServiceTime time) {
        return !time.isBefore(from);
    }
}
