package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.util.List;
import java.util.Set;

/** A consumer as catch-up sees it. All methods are called on the connection's event loop and must not block it. */
public interface RecoveryListener {

    /** For messages, e.g. the route id. */
    String name();

    /** Whether events of this type are wanted. */
    boolean wants(String eventType);

    /** Whether events of this location are wanted. */
    boolean wantsLocation(String locationId);

    /** The locations that are wanted by name; empty if all are. */
    Set<String> namedLocations();

    /** How many recovered events may be in work at the same time: few, so that live ones do not wait behind them. */
    int parallel();

    /**
     * Takes a recovered event.
     *
     * @param finished to be run once, from any thread, when the route has finished it
     */
    void recovered(DoshiiEvent event, Runnable finished);

    /**
     * The event types in the list that are wanted and could not be recovered, if a gap had any.
     *
     * @param recoverable the types that come back
     */
    List<String> unrecoverable(Set<String> recoverable);

    /** Something of this consumer is lost. */
    void lost(Gap gap);

    /**
     * Everything up to then has been asked for, delivered and finished; of later changes, what the service's lists show
     * late is asked for once more.
     *
     * @param from when the window began
     * @param to when it ended
     */
    void closed(WallTime from, Moment to);

    /** The window that was {@link #closed} was asked for once more. */
    void settled();
}
