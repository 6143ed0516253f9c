/**
 * The service's messages: {@link io.github.cameldoshii.internal.protocol.MessageParser} turns one WebSocket message into an
 * {@link io.github.cameldoshii.internal.protocol.InboundMessage}, and {@link
 * io.github.cameldoshii.internal.protocol.EventFilter} tells which events a consumer wants. Pure functions of bytes and
 * options: no network, no Camel, no clock.
 *
 * <p>Threads: a parser belongs to one event loop; values and filters are immutable. Called by {@code internal.connection},
 * {@code internal.recovery} and the root package; calls no other package.
 *
 * <p>Sources: the vendor's guide "WebSocket - App partners" and its SDK 7.0.2; messages that neither describes are accepted
 * as leniently as {@code MessageParser} says.
 */
package io.github.cameldoshii.internal.protocol;
