/**
 * A plugin of the Camel CLI, whose own catalog has Camel's components only: {@code camel catalog component doshii} shows the
 * options and headers of this component, read from its jar. It runs on the one thread of a command.
 */
package io.github.cameldoshii.cli;
