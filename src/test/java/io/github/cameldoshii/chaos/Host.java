package io.github.cameldoshii.chaos;

import java.util.List;

/** Where the routes run. One thread calls {@link #control}; the rest may be called by any. */
interface Host extends AutoCloseable {

    /** Starts the routes for the first time and waits until they are connected and their positions are stored. */
    void begin() throws Exception;

    /** Does a step; what makes no sense at present is left out. */
    void control(Step.Control step) throws Exception;

    /** Sees to it that all routes run, as fast as they can. */
    void recoverAll() throws Exception;

    /** What the routes have finished so far, in order for each route. */
    List<Line> lines();

    /** The stays so far of a route. */
    List<History.Stay> stays(String route);

    /** Whether nothing is going on at present, as far as can be seen; false if that cannot be seen. */
    boolean isAtRest();

    @Override
    void close();
}
