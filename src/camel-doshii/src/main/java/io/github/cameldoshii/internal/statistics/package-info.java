/**
 * Counters of what happens, for metrics: {@link io.github.cameldoshii.internal.statistics.EnvironmentStatistics} for all
 * connections of a CamelContext to one environment, for as long as the context lives, so that no count goes back when a
 * connection ends. Written by those whom it happens to, mostly event loops, and read by any thread; nothing here waits.
 */
package io.github.cameldoshii.internal.statistics;
