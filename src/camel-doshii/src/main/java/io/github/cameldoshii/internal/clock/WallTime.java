package io.github.cameldoshii.internal.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * A time by this machine's wall clock: shown to people, and used while the service's time is unknown.
 *
 * @param epochMillis milliseconds since 1970
 */
public record WallTime(long epochMillis) implements ClockTime<WallTime> {

    @Override
    public WallTime plus(Duration duration) {
        return new WallTime(epochMillis + duration.toMillis());
    }

    @Override
    public Duration since(WallTime other) {
        return Duration.ofMillis(epochMillis - other.epochMillis);
    }

    @Override
    public int compareTo(WallTime other) {
        return Long.compare(epochMillis, other.epochMillis);
    }

    public Instant toInstant() {
        return Instant.ofEpochMilli(epochMillis);
    }

    @Override
    public String toString() {
        return toInstant().toString();
    }
}
