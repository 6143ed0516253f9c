/** For tests of routes with {@code doshii:} endpoints: the simulator, with a CamelContext that is connected to it. */
package io.github.cameldoshii.test;
