package io.github.cameldoshii;

import java.time.InstantSource;

/** Lets tests of other packages set what no user may. */
public final class DoshiiComponents {

    private DoshiiComponents() {}

    /** The largest answer that the component's REST clients take; to be called before the first consumer starts. */
    public static void limitBodies(DoshiiComponent component, int bytes) {
        component.getConfiguration().setMaxResponseSize(bytes);
    }

    /** The wall clock of the component's sockets and REST clients; to be called before the first consumer starts. */
    public static void setWallClock(DoshiiComponent component, InstantSource wallClock) {
        component.setWallClock(wallClock);
    }
}
