/**
 * What a route needs that sends events to a target which is sometimes away: a database, a broker, a web service, a disk.
 * {@link io.github.cameldoshii.outbound.TargetPolicy} tells whether a failure means that the target is away, and
 * {@link io.github.cameldoshii.outbound.DeadLetters} keeps what could not be delivered. Works in any Camel application.
 */
package io.github.cameldoshii.outbound;
