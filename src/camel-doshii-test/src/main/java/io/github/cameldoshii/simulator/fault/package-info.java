/**
 * Scripts of faults: where one matches, what it does and how often, and what actions may do to a connection, an upgrade, a
 * WebSocket or a REST call. Actions run on the event loop of the simulator and must not block. Knows nothing of the server
 * that applies them.
 */
package io.github.cameldoshii.simulator.fault;
