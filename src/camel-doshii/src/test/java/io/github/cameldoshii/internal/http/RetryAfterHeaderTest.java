package io.github.cameldoshii.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterHeaderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|0",
                "0|0",
                "1|1",
                "' 30 '|30",
                "-5|0",
                "1.5|0",
                "soon|0",
                "99999|600",
                "99999999999999999999|600",
                "Tue, 24 Nov 2026 01:00:45 GMT|45",
                "Tue, 24 Nov 2026 00:59:00 GMT|0",
                "Tue, 24 Nov 2026 05:00:00 GMT|600",
                "Tuesday, 24-Nov-26 01:00:45 GMT|0"
            })
    void the_wait_is_read_in_both_forms_and_bounded(String header, long seconds) {
        assertThat(RetryAfterHeader.parse(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
