package io.github.cameldoshii.runner.page;

/**
 * A point of the time line.
 *
 * @param at when, in milliseconds since the epoch
 * @param kind {@code connecting}, {@code connected}, {@code disconnected}, {@code refused}, {@code gap}, {@code recovered} or
 *     {@code fault}
 * @param where which connection, or which route for what is a route's own
 * @param text why, or what; for people
 */
record Moment(long at, String kind, String where, String text) {}
