package io.github.cameldoshii.runner;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;

/** One log record as a JSON object on a line of its own, without secrets; the names of its members are those of ECS. */
final class JsonRecordLayout extends AbstractStringLayout {

    private final JsonTemplateLayout layout;
    private final SecretMask mask;

    /** @param detailed whether stack traces are part of a record; otherwise only what was thrown and where it came from */
    JsonRecordLayout(Configuration configuration, boolean detailed, SecretMask mask) {
        super(StandardCharsets.UTF_8);
        this.layout = JsonTemplateLayout.newBuilder()
                .setConfiguration(configuration)
                .setCharset(StandardCharsets.UTF_8)
                .setEventTemplate(template(detailed))
                .build();
        this.mask = mask;
    }

    private static String template(boolean detailed) {
        String trace = detailed
                ? ",\"error.stack_trace\":{\"$resolver\":\"exception\",\"field\":\"stackTrace\",\"stackTrace\":{\"stringified\":true}}"
                : "";
        String template =
                """
                {
                  "@timestamp": {"$resolver": "timestamp", "pattern": {"format": "%s"}},
                  "log.level": {"$resolver": "level", "field": "name"},
                  "message": {"$resolver": "message", "stringified": true},
                  "log.logger": {"$resolver": "logger", "field": "name"},
                  "process.thread.name": {"$resolver": "thread", "field": "name"},
                  "error.type": {"$resolver": "exception", "field": "className"},
                  "error.message": {"$resolver": "exception", "field": "message"}%s
                }
                """;
        return String.format(Locale.ROOT, template, RecordLayout.STAMP_PATTERN, trace);
    }

    @Override
    public String toSerializable(LogEvent event) {
        return mask.apply(layout.toSerializable(event));
    }
}
