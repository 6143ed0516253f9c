package io.github.cameldoshii.internal.clock;

import java.time.Duration;

/**
 * Measures the service's clock before it is needed. While a connection is established and no REST answer has told the
 * service's time, it has the service asked for it: at the first event, whose time is to be noted, else some time after the
 * connect, at once if the wall clock is set, and again soon and later while it is not confirmed. Confined to the event loop.
 */
public final class ServiceClockProbe {

    private static final EventLoop.Timer NO_TIMER = () -> {};

    /** How often the wall clock is checked for having been set. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);

    /** The wall clock counts as set if it moved by more than this against the monotonic clock. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

    /** Checks before the first probe, so that a consumer that is started and soon stopped sends nothing. */
    private static final int CHECKS = 15;

    /** If the service's time is not confirmed after these probes, more of them will not confirm it. */
    private static final int PROBES = 5;

    /** How long after the first event the service is asked for its time. */
    private static final Duration EVENT_DELAY = Duration.ofMillis(500);

    /** Where the wall clock disagrees, a second answer is needed: a stop that waits for the time does not wait long. */
    private static final Duration SECOND_PROBE_DELAY = Duration.ofSeconds(1);

    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(30);

    private final EventLoop loop;
    private final Clocks clocks;
    private final Runnable probe;
    private EventLoop.Timer timer = NO_TIMER;
    private boolean connected;
    private boolean wanted;

    /** @param probe sends the service a request whose answer tells its time */
    public ServiceClockProbe(EventLoop loop, Clocks clocks, Runnable probe) {
        this.loop = loop;
        this.clocks = clocks;
        this.probe = probe;
    }

    /** A connection is established. */
    public void connected() {
        connected = true;
        if (wanted) {
            probeSoon();
        } else {
            checkLater(CHECK_INTERVAL, clocks.wallMinusMonotonic(), CHECKS, PROBES);
        }
    }

    /** An event has arrived, so that its time will be noted. */
    public void onEvent() {
        if (!wanted) {
            wanted = true;
            if (connected) {
                probeSoon();
            }
        }
    }

    /** Not at once: the route may ask the service for something by itself. */
    private void probeSoon() {
        checkLater(EVENT_DELAY, clocks.wallMinusMonotonic(), 0, PROBES);
    }

    public void disconnected() {
        connected = false;
        wanted = false;
        timer.cancel();
        timer = NO_TIMER;
    }

    private void checkLater(Duration delay, Duration clockBefore, int checksLeft, int probesLeft) {
        timer.cancel();
        if (!clocks.isServiceConfirmed()) {
            timer = loop.schedule(delay.toNanos(), () -> check(clockBefore, checksLeft, probesLeft));
        }
    }

    private void check(Duration clockBefore, int checksLeft, int probesLeft) {
        Duration clockNow = clocks.wallMinusMonotonic();
        boolean isSet = clockNow.minus(clockBefore).abs().compareTo(CLOCK_STEP) > 0;
        if (clocks.isServiceConfirmed()) {
            return;
        }
        if (probesLeft == PROBES && checksLeft > 1 && !isSet) {
            checkLater(CHECK_INTERVAL, clockNow, checksLeft - 1, probesLeft);
        } else if (probesLeft == PROBES || probesLeft > 0 && clocks.isServiceMeasured()) {
            probe.run();
            Duration delay = probesLeft == PROBES ? SECOND_PROBE_DELAY : PROBE_INTERVAL;
            checkLater(delay, clockNow, checksLeft, probesLeft - 1);
        } else if (probesLeft > 0) {
            // The answers tell no time: later ones may.
            checkLater(PROBE_INTERVAL, clockNow, checksLeft, probesLeft);
        }
    }
}
