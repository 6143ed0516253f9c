package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.clock.EventLoop;

/**
 * Starts the connect attempts of one connection: never two within {@link ReconnectPolicy#MIN_DELAY}, and no more than the rate
 * limiter allows all connections together. Confined to the event loop.
 */
final class ConnectTimer {

    private static final EventLoop.Timer NO_TIMER = () -> {};

    private final EventLoop loop;
    private final ConnectRateLimiter rateLimiter;
    private final Runnable connect;
    private EventLoop.Timer timer = NO_TIMER;
    private boolean anyAttempt;
    private long lastAttemptAt;

    /** @param connect makes one attempt */
    ConnectTimer(EventLoop loop, ConnectRateLimiter rateLimiter, Runnable connect) {
        this.loop = loop;
        this.rateLimiter = rateLimiter;
        this.connect = connect;
    }

    /** Connects as soon as the minimum delay after the last attempt allows. */
    void connectSoon() {
        connectAfter(untilMinDelay());
    }

    /** Nanoseconds until the minimum delay after the last attempt is over; 0 if it is. */
    long untilMinDelay() {
        return anyAttempt ? Math.max(0, ReconnectPolicy.MIN_DELAY.toNanos() - (loop.nanoTime() - lastAttemptAt)) : 0;
    }

    /** Connects after a wait in nanoseconds. */
    void connectAfter(long waitNanos) {
        if (waitNanos == 0) {
            connectWithinRateLimit();
        } else {
            timer = loop.schedule(waitNanos, this::connectWithinRateLimit);
        }
    }

    /** The attempt that waits is not made. */
    void cancel() {
        timer.cancel();
        timer = NO_TIMER;
    }

    private void connectWithinRateLimit() {
        long now = loop.nanoTime();
        long wait = rateLimiter.take(now);
        if (wait == 0) {
            start();
        } else {
            timer = loop.schedule(wait, this::start);
        }
    }

    /** Timers that are late, as after a time in which the process stood still, are due together. */
    private void start() {
        long wait = rateLimiter.start(loop.nanoTime());
        if (wait == 0) {
            connect();
        } else {
            timer = loop.schedule(wait, this::connect);
        }
    }

    private void connect() {
        anyAttempt = true;
        lastAttemptAt = loop.nanoTime();
        connect.run();
    }
}
