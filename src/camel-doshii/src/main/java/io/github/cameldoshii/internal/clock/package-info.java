/**
 * Time, by the clock that tells it. Three clocks meet in this component: the service's, which its entities are stamped
 * with; the wall clock of this machine, which may be wrong and may be set at any moment; and the monotonic one, which only
 * measures how long something took. A time is of the type of its clock, so that times of two clocks do not compare, and
 * {@link io.github.cameldoshii.internal.clock.Clocks} alone converts.
 */
package io.github.cameldoshii.internal.clock;
