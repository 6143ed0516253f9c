/** The Kamelets of the jar, as camel-kamelet runs them. */
package io.github.cameldoshii.kamelets;
