package io.github.cameldoshii.chaos;

import java.util.List;
import java.util.Optional;

/** Where the routes run. One thread calls {@link #control}; the rest may be called by any. */
interface Host extends AutoCloseable {

    /** Starts the routes for the first time and waits until they are connected and their positions are stored. */
    void begin() throws Exception;

    /** Does a step; what makes no sense at present is left out. */
    void control(Step.Control step) throws Exception;

    /** Sees to it that all routes run, as fast as they can. */
    void recoverAll() throws Exception;

    /** Sets the wall clock of the machine, whether or not anything runs on it; any thread. */
    void setClock(long aheadMillis);

    /** The wall clock of the machine. */
    SettableClock clock();

    /** The position that the route has stored last; absent if that cannot be seen. */
    Optional<StoredPosition> position(String route);

    /** What the routes have finished so far, in order for each route. */
    List<Line> lines();

    /** How long after the take-over by another machine this was finished; {@link History.Delivery#IN_TIME} if there was none. */
    long lateMillis(Line line);

    /** The stays so far of a route. */
    List<History.Stay> stays(String route);

    /** Whether nothing is going on at present, as far as can be seen; false if that cannot be seen. */
    boolean isAtRest();

    @Override
    void close();
}
