package io.github.cameldoshii.simulator;

import java.time.Instant;

/**
 * An event that the simulator has sent, or would have sent if somebody had been connected.
 *
 * @param sequence counts events from 1
 * @param at when, by the system's clock
 * @param name the event's name
 * @param data its data as JSON text; empty for none
 * @param told whether it was handed to at least one open socket
 */
public record SentEvent(long sequence, Instant at, String name, String data, boolean told) {}
