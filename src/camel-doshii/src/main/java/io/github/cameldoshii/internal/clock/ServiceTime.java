package io.github.cameldoshii.internal.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * A time by the service's clock, which stamps the entities.
 *
 * @param epochMillis milliseconds since 1970
 */
public record ServiceTime(long epochMillis) implements ClockTime<ServiceTime> {

    /** A time that the service did not tell. */
    public static final ServiceTime UNKNOWN = new ServiceTime(0);

    @Override
    public ServiceTime plus(Duration duration) {
        return new ServiceTime(epochMillis + duration.toMillis());
    }

    @Override
    public Duration since(ServiceTime other) {
        return Duration.ofMillis(epochMillis - other.epochMillis);
    }

    @Override
    public int compareTo(ServiceTime other) {
        return Long.compare(epochMillis, other.epochMillis);
    }

    public Instant toInstant() {
        return Instant.ofEpochMilli(epochMillis);
    }

    public boolean isKnown() {
        return !equals(UNKNOWN);
    }

    /** Whole seconds, as the filters of the lists take them; rounded down. */
    public long floorSeconds() {
        return Math.floorDiv(epochMillis, 1000);
    }

    /** Whole seconds, rounded up. */
    public long ceilSeconds() {
        return Math.floorDiv(epochMillis + 999, 1000);
    }

    @Override
    public String toString() {
        return toInstant().toString();
    }
}
