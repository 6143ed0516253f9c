/**
 * How far a consumer has come: up to when everything is finished (its position), and which entities it was given in which state
 * (its delivery history), in this session and those before it.
 *
 * <p>{@link io.github.cameldoshii.internal.position.PositionTracker} follows the messages of the socket; {@link
 * io.github.cameldoshii.internal.position.DeliveryHistory} judges a row of a list; {@link
 * io.github.cameldoshii.internal.position.DeliveryJournal} writes down what the route has finished, {@link
 * io.github.cameldoshii.internal.position.StoredHistory} is the text of that, and {@link
 * io.github.cameldoshii.internal.position.PositionStore} and {@link
 * io.github.cameldoshii.internal.position.HistoryStore} put both into a repository of {@code position}.
 *
 * <p>Threads: what follows the socket is confined to the event loop of the connection; the two stores may be called from any
 * thread and write on threads that may be blocked; a {@link io.github.cameldoshii.internal.position.Delivery} is finished by
 * the threads of the route.
 *
 * <p>Called by the consumer's session and by recovery; knows neither.
 */
package io.github.cameldoshii.internal.position;
