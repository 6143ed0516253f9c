/**
 * What the component measures, as plain numbers, and who is told of them. Knows no library of metrics: whoever has one
 * provides a {@link io.github.cameldoshii.metrics.MetricsReporter}, as the module {@code camel-doshii-observability} does for
 * Micrometer. Depends on no other package.
 */
package io.github.cameldoshii.metrics;
