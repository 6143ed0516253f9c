/**
 * The bounded, ordered hand-over of events from a connection's event loop to the threads that run the routes: a striped
 * executor in which events of one entity keep their order. Knows neither events nor Camel.
 *
 * <p>Threads: as a rule one thread accepts items, the event loop; the stripes run on the consumer's thread pool. Called by the root
 * package, which makes one {@link io.github.cameldoshii.internal.dispatch.OrderedDispatcher} for each consumer; calls no
 * other package.
 */
package io.github.cameldoshii.internal.dispatch;
