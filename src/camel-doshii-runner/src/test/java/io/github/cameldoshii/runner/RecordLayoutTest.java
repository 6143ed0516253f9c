package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.TimeZone;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordLayoutTest {

    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(zone);
    }

    @Test
    void each_stamp_has_its_offset_so_that_the_hour_that_comes_twice_is_two_hours() {
        TimeZone.setDefault(TimeZone.getTimeZone("Australia/Melbourne"));
        RecordLayout layout = layout();

        assertThat(record(layout, "2026-04-04T15:59:59.999Z", "a.B")).startsWith("2026-04-05T02:59:59.999+11:00 INFO ");
        assertThat(record(layout, "2026-04-04T16:00:00Z", "a.B")).startsWith("2026-04-05T02:00:00.000+10:00 INFO ");
        assertThat(record(layout, "2026-10-03T16:00:00Z", "a.B")).startsWith("2026-10-04T03:00:00.000+11:00 INFO ");
    }

    @Test
    void a_class_is_told_by_its_name_and_a_step_by_its_file_and_line() {
        RecordLayout layout = layout();

        assertThat(record(layout, "2026-04-04T16:00:00Z", "io.github.Orders")).contains(" Orders - hello");
        assertThat(record(layout, "2026-04-04T16:00:00Z", "orders.yaml:96")).contains(" orders.yaml:96 - hello");
        assertThat(record(layout, "2026-04-04T16:00:00Z", "a.b/orders.v2.yml:9"))
                .contains(" a.b/orders.v2.yml:9 - hello");
    }

    private static RecordLayout layout() {
        return new RecordLayout(new DefaultConfiguration(), false, new SecretMask());
    }

    private static String record(RecordLayout layout, String time, String logger) {
        MutableInstant instant = new MutableInstant();
        instant.initFromEpochMilli(OffsetDateTime.parse(time).toInstant().toEpochMilli(), 0);
        return layout.toSerializable(Log4jLogEvent.newBuilder()
                .setInstant(instant)
                .setLevel(Level.INFO)
                .setLoggerName(logger)
                .setMessage(new SimpleMessage("hello"))
                .build());
    }
}
