/**
 * What the simulated service knows: its entities, how they change, the events that tell of it, and the ledger of all changes.
 * Users see {@link io.github.cameldoshii.simulator.state.Entity}, {@link io.github.cameldoshii.simulator.state.Kind} and {@link
 * io.github.cameldoshii.simulator.state.LedgerEntry}, which are immutable; the rest is called by the simulator, on its event
 * loop. Knows nothing of the network.
 */
package io.github.cameldoshii.simulator.state;
