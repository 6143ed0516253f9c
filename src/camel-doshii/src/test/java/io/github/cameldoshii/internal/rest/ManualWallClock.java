package io.github.cameldoshii.internal.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A local clock that a test sets. */
final class ManualWallClock implements InstantSource {

    private volatile Instant now;

    ManualWallClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
