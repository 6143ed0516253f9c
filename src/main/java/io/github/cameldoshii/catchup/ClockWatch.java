package io.github.cameldoshii.catchup;

import io.github.cameldoshii.clock.Clocks;
import io.github.cameldoshii.loop.EventLoop;
import java.time.Duration;

/**
 * Sees to it that the service's time is known before it is needed: while a connection lives and nobody has asked the service
 * for anything, its time is asked for some time after the connect, and at once if this machine's clock is set. Confined to
 * the loop.
 */
final class ClockWatch {

    private static final EventLoop.Timer NO_TIMER = () -> {};

    /** How often it is looked whether the clock was set. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final Duration SET = Duration.ofSeconds(1);

    /** A consumer that is tried out and stopped again asks for nothing. */
    private static final int LOOKS = 15;

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
        look(clocks.wallMinusMonotonic(), LOOKS);
    }

    void disconnected() {
        timer.cancel();
        timer = NO_TIMER;
    }

    private void look(Duration before, int looksLeft) {
        timer.cancel();
        if (clocks.isServiceMeasured()) {
            return;
        }
        timer = loop.schedule(LOOK.toNanos(), () -> {
            Duration now = clocks.wallMinusMonotonic();
            if (clocks.isServiceMeasured()) {
                return;
            }
            if (looksLeft == 1 || now.minus(before).abs().compareTo(SET) > 0) {
                ask.run();
            } else {
                look(now, looksLeft - 1);
            }
        });
    }
}
