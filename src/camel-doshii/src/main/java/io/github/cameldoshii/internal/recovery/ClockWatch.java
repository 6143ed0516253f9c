package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import java.time.Duration;

/**
 * Sees to it that the service's time is known before it is needed: while a connection lives and nobody has asked the service
 * for anything, its time is asked for some time after the connect, and at once if this machine's clock is set; and once more
 * while only one answer stands for it. Confined to the loop.
 */
final class ClockWatch {

    private static final EventLoop.Timer NO_TIMER = () -> {};

    /** How often it is looked whether the clock was set. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final Duration SET = Duration.ofSeconds(1);

    /** A consumer that is tried out and stopped again asks for nothing. */
    private static final int LOOKS = 15;

    /** If it is not known by then, more of the same will not tell. */
    private static final int ASKS = 4;

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final EventLoop loop;
    private final Clocks clocks;
    private final Runnable ask;
    private EventLoop.Timer timer = NO_TIMER;

    /** @param ask asks the service for something that tells its time */
    ClockWatch(EventLoop loop, Clocks clocks, Runnable ask) {
        this.loop = loop;
        this.clocks = clocks;
        this.ask = ask;
    }

    /** A connection lives since now. */
    void connected() {
        lookLater(LOOK, clocks.wallMinusMonotonic(), LOOKS, ASKS);
    }

    void disconnected() {
        timer.cancel();
        timer = NO_TIMER;
    }

    private void lookLater(Duration delay, Duration clockThen, int looksLeft, int asksLeft) {
        timer.cancel();
        if (!clocks.isServiceConfirmed()) {
            timer = loop.schedule(delay.toNanos(), () -> look(clockThen, looksLeft, asksLeft));
        }
    }

    private void look(Duration clockThen, int looksLeft, int asksLeft) {
        Duration clockNow = clocks.wallMinusMonotonic();
        boolean isSet = clockNow.minus(clockThen).abs().compareTo(SET) > 0;
        if (clocks.isServiceConfirmed()) {
            return;
        }
        if (asksLeft == ASKS && looksLeft > 1 && !isSet) {
            lookLater(LOOK, clockNow, looksLeft - 1, asksLeft);
        } else if (asksLeft == ASKS || asksLeft > 0 && clocks.isServiceMeasured()) {
            ask.run();
            lookLater(AGAIN, clockNow, looksLeft, asksLeft - 1);
        } else if (asksLeft > 0) {
            // The answers tell no time: others may, later.
            lookLater(AGAIN, clockNow, looksLeft, asksLeft);
        }
    }
}
