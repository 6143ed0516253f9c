package io.github.cameldoshii.simulator;

import java.time.Instant;

/**
 * A heartbeat that a client sent.
 *
 * @param receivedAt when it arrived
 * @param text the message, exactly as it arrived
 */
public record PingRecord(Instant receivedAt, String text) {}
