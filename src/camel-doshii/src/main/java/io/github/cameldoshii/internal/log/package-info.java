/**
 * Logging: {@link io.github.cameldoshii.internal.log.LogThrottle} limits lines that repeat during an outage. It depends on
 * no other package, and each caller keeps its own instance on its own thread.
 */
package io.github.cameldoshii.internal.log;
