/**
 * Recovery of what consumers missed: reads the service's lists over REST after a gap, turns rows into events and delivers
 * those that a consumer was not given.
 *
 * <p>This is the incremental snapshot that Debezium takes of a table while it streams the log, after Netflix's DBLog. The
 * socket is the log, a list is the table, a page is a chunk, and a barrier (a ping and its pong) is the high watermark: a row
 * is delivered when the barrier behind its page has passed, unless a live event of the same entity came first. Unlike a
 * database log, events have no offset that rows share, so {@link io.github.cameldoshii.internal.position.DeliveryHistory}
 * compares times and states.
 *
 * <p>The way of a missed order: {@link io.github.cameldoshii.internal.recovery.RecoveryService} puts a request into the
 * {@link io.github.cameldoshii.internal.recovery.ScanQueue}; its {@link
 * io.github.cameldoshii.internal.recovery.RecoveryScan} reads the lists through the {@link
 * io.github.cameldoshii.internal.recovery.ListScanner}, one {@link io.github.cameldoshii.internal.recovery.ListCursor} per
 * list and location; the rows become {@link io.github.cameldoshii.internal.recovery.Change changes}, wait in the {@link
 * io.github.cameldoshii.internal.recovery.WatermarkBuffer}, and go through the {@link
 * io.github.cameldoshii.internal.recovery.ChangeDispatcher} to each {@link
 * io.github.cameldoshii.internal.recovery.ConsumerRecoveryState}. What cannot be read goes to the {@link
 * io.github.cameldoshii.internal.recovery.GapReporter} instead.
 *
 * <p>Threads: everything is confined to the event loop of the connection, and nothing blocks it; REST responses return to it.
 * The exceptions, the status, its description and the counters, say so.
 *
 * <p>Called by the consumers' sessions, one {@code RecoveryService} per connection; calls {@code internal.rest} through
 * {@link io.github.cameldoshii.internal.rest.RestLists}, the socket to send a barrier, and the consumers through {@link
 * io.github.cameldoshii.internal.recovery.RecoveryListener}.
 */
package io.github.cameldoshii.internal.recovery;
