/**
 * Clocks and their times. Three clocks meet in this component: the service's, which stamps its entities; this machine's wall
 * clock, which may be wrong and may be set at any moment; and the monotonic clock, which only measures durations. Each clock
 * has its own type of time, so that the compiler rejects a comparison of two clocks; {@link
 * io.github.cameldoshii.internal.clock.Clocks} alone converts.
 *
 * <p>The service's clock is known from its REST responses only ({@link io.github.cameldoshii.internal.clock.ServiceClock});
 * {@link io.github.cameldoshii.internal.clock.ServiceClockProbe} has it measured before it is needed.
 *
 * <p>Threads: times are immutable; {@code ServiceClock} and the machine's sleep may be read by any thread; everything else
 * belongs to the event loop of a connection, which is defined here ({@link io.github.cameldoshii.internal.clock.EventLoop}).
 *
 * <p>Called by the connection, by recovery, by the REST client and by the stored position; depends on nothing of this
 * component.
 */
package io.github.cameldoshii.internal.clock;
