package io.github.cameldoshii.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

    /** From the year 0 to 9999. */
    @Property
    void every_time_is_read_as_java_reads_it(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano) {
        Instant time = Instant.ofEpochSecond(second, nano);

        assertThat(IsoTime.epochMillis(time.toString())).isEqualTo(time.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00.000Z",
                "2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00.5Z",
                "2026-01-31T12:00:00.123456789Z",
                "2026-01-31T12:00Z",
                "2026-01-31T12:00:00.000+10:00",
                "2026-01-31T12:00:00+0000:00",
                "2024-02-29T23:59:59.999Z",
                "2026-02-29T00:00:00.000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-01-31T24:00:00.000Z",
                "2026-01-31T12:60:00.000Z",
                "2026-01-31T12:00:60.000Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00.1234567890Z",
                "2026-01-31T12:00:00.12x4Z",
                "2026-01-31T12:00:00,123Z",
                "2026-01-31 12:00:00.000Z",
                "2026-01-3AT12:00:00.000Z",
                "+2026-01-31T12:00:00.000Z",
                "-0001-01-31T12:00:00.000Z",
                "２０２６-01-31T12:00:00.000Z",
                "2026-01-31T12:00:00.000z",
                "yesterday, at about noon",
                ""
            })
    void what_is_unusual_or_wrong_is_as_java_has_it(String text) {
        Instant expected;
        try {
            expected = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            assertThatThrownBy(() -> IsoTime.epochMillis(text)).isInstanceOf(DateTimeException.class);
            return;
        }
        assertThat(IsoTime.epochMillis(text)).isEqualTo(expected.toEpochMilli());
    }
}
