package io.github.cameldoshii.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The service's wall clock: the local one plus an offset measured from the {@code Date} header of its answers.
 *
 * <p>The header has whole seconds, and was written some time between sending the request and receiving the answer. Each
 * answer therefore bounds the offset from both sides, and several answers narrow it. As long as zero is possible the
 * local clock is taken as right. Safe for use by any thread.
 */
public final class ServiceClock implements InstantSource {

    /** No bound at all would overflow; a century is none in practice. */
    private static final Bounds UNKNOWN = new Bounds(-3_155_760_000_000L, 3_155_760_000_000L);

    private final InstantSource local;
    private final AtomicReference<Bounds> bounds = new AtomicReference<>(UNKNOWN);

    public ServiceClock(InstantSource local) {
        this.local = local;
    }

    /** The service's time now, as far as it is known. */
    @Override
    public Instant instant() {
        return local.instant().plus(offset());
    }

    /** The local time, which samples are taken with. */
    public Instant localInstant() {
        return local.instant();
    }

    /** How far the service's clock is ahead of the local one; zero until an answer told otherwise. */
    public Duration offset() {
        return Duration.ofMillis(bounds.get().estimate());
    }

    /** Whether an answer has told the service's time. */
    public boolean isMeasured() {
        return bounds.get() != UNKNOWN;
    }

    /**
     * Takes a sample. Headers that are no HTTP date are ignored.
     *
     * @param dateHeader the {@code Date} header of an answer that no cache had stored
     * @param sent the local time just before the request was sent
     * @param received the local time just after the answer's head was received
     */
    public void observe(String dateHeader, Instant sent, Instant received) {
        long date;
        try {
            date = ZonedDateTime.parse(dateHeader, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeParseException e) {
            return;
        }
        Bounds sample = new Bounds(date - received.toEpochMilli(), date + 999 - sent.toEpochMilli());
        if (sample.from <= sample.to) {
            bounds.updateAndGet(known -> known.narrowedBy(sample));
        }
    }

    /** The offset in milliseconds is at least {@code from} and at most {@code to}. */
    private record Bounds(long from, long to) {

        Bounds narrowedBy(Bounds sample) {
            Bounds both = new Bounds(Math.max(from, sample.from), Math.min(to, sample.to));
            // Nothing in common: one of the clocks was set, so what was known before is wrong.
            return both.from <= both.to ? both : sample;
        }

        long estimate() {
            return from <= 0 && to >= 0 ? 0 : from + (to - from) / 2;
        }
    }
}
