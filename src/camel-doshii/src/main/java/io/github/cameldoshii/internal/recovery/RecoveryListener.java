package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.util.List;
import java.util.Set;

/**
 * A consumer as recovery sees it: what it wants, and where its recovered events go. All methods are called on the
 * connection's event loop and must not block it.
 */
public interface RecoveryListener {

    /** The name in log lines: the route id. */
    String name();

    /** Whether the consumer wants events of this type. */
    boolean wantsType(String eventType);

    /** Whether the consumer wants events of this location. */
    boolean wantsLocation(String locationId);

    /** The locations that the consumer is configured with; empty if it wants all. */
    Set<String> namedLocations();

    /** How many recovered events may be in flight at once: few, so that live events do not queue behind them. */
    int maxInFlight();

    /**
     * Takes a recovered event.
     *
     * @param finished to be run once, from any thread, when the route has finished the event
     */
    void onRecovered(DoshiiEvent event, Runnable finished);

    /**
     * The event types that the consumer wants and that no list can bring back.
     *
     * @param recoverableTypes the types that the lists bring back
     */
    List<String> unrecoverableTypes(Set<String> recoverableTypes);

    /** Events of this consumer are lost. */
    void onGap(Gap gap);

    /**
     * The window is closed: everything in it was requested, delivered and finished by the route. A list that lags may show
     * some of its changes later; {@link #onVerified} follows.
     *
     * @param from when the window began
     * @param to when it ended
     */
    void onWindowClosed(WallTime from, Moment to);

    /** The window was requested a second time, and what lagged was delivered and finished too. */
    void onVerified();
}
