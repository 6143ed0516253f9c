package io.github.cameldoshii.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to go on. */
final class MutableClock extends Clock {

    private final AtomicReference<Instant> now;
    private final Duration step;

    MutableClock(String start) {
        this(start, Duration.ZERO);
    }

    /** @param step how far it goes on whenever it is looked at */
    MutableClock(String start, Duration step) {
        now = new AtomicReference<>(Instant.parse(start));
        this.step = step;
    }

    void advance(Duration by) {
        now.updateAndGet(then -> then.plus(by));
    }

    @Override
    public Instant instant() {
        return now.getAndUpdate(then -> then.plus(step));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
