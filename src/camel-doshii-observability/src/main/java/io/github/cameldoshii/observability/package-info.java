/**
 * Tells others what the component measures and does: {@link io.github.cameldoshii.observability.MicrometerReporter} its
 * metrics to Micrometer, {@link io.github.cameldoshii.observability.DoshiiSpanDecorator} its events to Camel's telemetry. Both
 * are found by being on the class path. Uses only what the component publishes.
 */
package io.github.cameldoshii.observability;
