/**
 * The WebSocket connection to the service: connecting, heartbeat, liveness, reconnecting, back-pressure. Knows no route and
 * no Camel; whoever wants events is a {@link io.github.cameldoshii.internal.connection.Subscriber}.
 *
 * <p>{@link io.github.cameldoshii.internal.connection.Connection} is the way in, and {@link
 * io.github.cameldoshii.internal.connection.ConnectionState} its state machine. Each connect attempt is a {@code
 * WebSocketSession}, whose {@code Heartbeat} pings, whose {@code LivenessMonitor} decides that it is dead, whose {@code
 * FlowControl} requests messages and whose {@code ReceiveWatermark} tells recovery what has been read. {@code
 * ReconnectPolicy} decides the waits between sessions, {@code MessageDispatcher} passes events on. The network is behind
 * {@link io.github.cameldoshii.internal.connection.WebSocketTransport}: the {@code Vertx} classes, {@code AddressRace},
 * {@code WebSocketHandshake}, {@code FrameReader} and {@code FrameWriter}.
 *
 * <p>Threads: everything of a connection happens on its event loop, apart from the methods that say otherwise. Called by the
 * root package; calls {@code internal.protocol}, {@code internal.http}, {@code internal.clock} and {@code internal.log}.
 *
 * <p>Sources: RFC 6455 for frames and handshake, RFC 8305 for the race of addresses, the vendor's guide "WebSocket - App
 * partners" and SDK 7.0.2 for the heartbeat.
 */
package io.github.cameldoshii.internal.connection;
