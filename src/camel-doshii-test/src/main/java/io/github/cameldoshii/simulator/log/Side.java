package io.github.cameldoshii.simulator.log;

/** Who ended a connection. */
public enum Side {
    /** Nobody yet. */
    NONE,
    CLIENT,
    SIMULATOR
}
