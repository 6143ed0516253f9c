/**
 * The component in Spring Boot: its options as properties {@code camel.component.doshii.*}, its health in Actuator, and its
 * secrets hidden there. All is done by auto-configuration, on the thread that starts the application; applications use no
 * class of this package.
 */
package io.github.cameldoshii.springboot;
