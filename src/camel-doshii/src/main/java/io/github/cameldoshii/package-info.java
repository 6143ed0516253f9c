/**
 * The Camel component {@code doshii:}, which receives the events of the restaurant platform Doshii: what Camel and users see of
 * it, and what puts the other packages together.
 *
 * <p>Public are {@link io.github.cameldoshii.DoshiiComponent}, {@link io.github.cameldoshii.DoshiiEndpoint}, {@link
 * io.github.cameldoshii.DoshiiConfiguration} (the options), {@link io.github.cameldoshii.DoshiiConsumer}, {@link
 * io.github.cameldoshii.DoshiiProducer}, {@link io.github.cameldoshii.DoshiiConstants} (headers and exchange properties) and
 * {@link io.github.cameldoshii.DoshiiApiException}. The state repositories that a user may bind are in {@link
 * io.github.cameldoshii.position}, and what routes may use towards their targets in {@link io.github.cameldoshii.outbound};
 * everything under {@code internal} may change at any time.
 *
 * <p>A {@code DoshiiConsumer} has one {@code ConsumerSession} from each start or resume to the next stop or suspend. It leases
 * the connection that it shares with other routes ({@code ConnectionRegistry}), whose events come to its {@code
 * EventSubscriber}, go through {@code internal.dispatch} to the threads of the route, and become exchanges there ({@code
 * ExchangeProcessor}). Its {@code PositionKeeper} keeps up to when all that came is finished, and takes part in recovery.
 *
 * <p>Threads: Camel's own start and stop a consumer; the event loop of the connection calls subscriber and position keeper and
 * is never blocked; the threads of the consumer run the route.
 */
package io.github.cameldoshii;
