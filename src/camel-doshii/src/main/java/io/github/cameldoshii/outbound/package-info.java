/**
 * What a route needs that sends events to a target which is sometimes away: a database, a broker, a web service, a disk.
 * {@link io.github.cameldoshii.outbound.Target} is all of it as one bean. It is made of
 * {@link io.github.cameldoshii.outbound.TargetPolicy}, which tells whether a failure means that the target is away, and
 * {@link io.github.cameldoshii.outbound.DeadLetters}, which keeps what could not be delivered; both can also be used alone.
 * Works in any Camel application.
 */
package io.github.cameldoshii.outbound;
