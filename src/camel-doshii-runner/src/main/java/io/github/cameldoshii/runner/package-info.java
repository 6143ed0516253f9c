/**
 * The command line: {@code run}, {@code simulator} and {@code demo}, packaged as one executable jar.
 *
 * <p>It may use every other package; none uses it.
 */
package io.github.cameldoshii.runner;
