package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

class JsonRecordLayoutTest {

    private final SecretMask mask = new SecretMask();

    private String record(boolean detailed, String message, Throwable thrown) {
        return new JsonRecordLayout(new DefaultConfiguration(), detailed, mask)
                .toSerializable(Log4jLogEvent.newBuilder()
                        .setLoggerName("orders.yaml:96")
                        .setLevel(Level.WARN)
                        .setThreadName("main")
                        .setMessage(new SimpleMessage(message))
                        .setThrown(thrown)
                        .build());
    }

    private static JsonNode read(String record) throws Exception {
        assertThat(record).endsWith("\n");
        assertThat(record.lines()).hasSize(1);
        return new ObjectMapper().readTree(record);
    }

    @Test
    void a_record_is_one_object_on_one_line_whose_stamp_has_its_offset() throws Exception {
        JsonNode json = read(record(false, "one\ntwo \"three\" \u00e9", null));

        assertThat(json.path("message").asText()).isEqualTo("one\ntwo \"three\" \u00e9");
        assertThat(json.path("log.level").asText()).isEqualTo("WARN");
        assertThat(json.path("log.logger").asText()).isEqualTo("orders.yaml:96");
        assertThat(json.path("process.thread.name").asText()).isEqualTo("main");
        assertThat(OffsetDateTime.parse(json.path("@timestamp").asText())).isBeforeOrEqualTo(OffsetDateTime.now());
        assertThat(json.has("error.type")).isFalse();
    }

    @Test
    void what_was_thrown_is_told_and_its_stack_trace_only_with_detail() throws Exception {
        IllegalStateException thrown = new IllegalStateException("away");

        JsonNode brief = read(record(false, "failed", thrown));
        JsonNode detailed = read(record(true, "failed", thrown));

        assertThat(brief.path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(brief.path("error.message").asText()).isEqualTo("away");
        assertThat(brief.has("error.stack_trace")).isFalse();
        assertThat(detailed.path("error.stack_trace").asText()).contains("JsonRecordLayoutTest");
    }

    @Test
    void no_secret_is_in_it_not_even_one_that_JSON_escapes() throws Exception {
        mask.learn("pass\"word\\of-mine");

        String record = record(true, "got pass\"word\\of-mine", new IllegalStateException("pass\"word\\of-mine"));

        assertThat(read(record).path("message").asText()).isEqualTo("got xxxxxx");
        assertThat(record).doesNotContain("of-mine");
    }
}
