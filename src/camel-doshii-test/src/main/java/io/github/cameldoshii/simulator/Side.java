package io.github.cameldoshii.simulator;

/** Who ended a connection. */
public enum Side {
    /** Nobody yet. */
    NONE,
    CLIENT,
    SIMULATOR
}
