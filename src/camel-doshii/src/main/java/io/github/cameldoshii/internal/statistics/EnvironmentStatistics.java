package io.github.cameldoshii.internal.statistics;

import java.util.concurrent.atomic.LongAdder;

/** What has happened between this process and one environment of the service. Any thread. */
public final class EnvironmentStatistics {

    private final EventCounts events = new EventCounts();
    private final LongAdder malformedMessages = new LongAdder();
    private final EnumCounts<ConnectOutcome> connects = new EnumCounts<>(ConnectOutcome.class);
    private final Durations connectTime = new Durations();
    private final EnumCounts<DisconnectCause> disconnects = new EnumCounts<>(DisconnectCause.class);
    private final Durations roundTrip = new Durations();
    private final OpenDurations readPaused = new OpenDurations();
    private final EnumCounts<GapKind> gaps = new EnumCounts<>(GapKind.class);
    private final LongAdder recoveryRows = new LongAdder();
    private final EnumDurations<ScanKind> recoveryScans = new EnumDurations<>(ScanKind.class);
    private final RestCalls restCalls = new RestCalls();

    /** Events that were given to routes; one that two routes want is given twice. */
    public EventCounts events() {
        return events;
    }

    /** Messages that could not be read. */
    public LongAdder malformedMessages() {
        return malformedMessages;
    }

    /** Connect attempts that have come to something. */
    public EnumCounts<ConnectOutcome> connects() {
        return connects;
    }

    /** From the beginning of a connect attempt to its open WebSocket. */
    public Durations connectTime() {
        return connectTime;
    }

    /** Open WebSockets that have ended, but for those that nobody wanted any more. */
    public EnumCounts<DisconnectCause> disconnects() {
        return disconnects;
    }

    /** From a ping to the pong that answers it. */
    public Durations roundTrip() {
        return roundTrip;
    }

    /** While nothing was read because a route had no room. */
    public OpenDurations readPaused() {
        return readPaused;
    }

    /** Gaps that were announced. */
    public EnumCounts<GapKind> gaps() {
        return gaps;
    }

    /** Rows of lists that recovery has read. */
    public LongAdder recoveryRows() {
        return recoveryRows;
    }

    /** Scans of recovery that were completed. */
    public EnumDurations<ScanKind> recoveryScans() {
        return recoveryScans;
    }

    /** Requests to the REST API. */
    public RestCalls restCalls() {
        return restCalls;
    }
}
