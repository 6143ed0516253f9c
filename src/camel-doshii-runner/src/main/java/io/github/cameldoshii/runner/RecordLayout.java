package io.github.cameldoshii.runner;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.util.Throwables;

/**
 * One log record as text: a line, its continuation lines indented so that nothing received from outside can pose as a
 * record of its own, without secrets. An exception is one line that says where it came from; its stack trace comes only
 * with detail.
 */
final class RecordLayout extends AbstractStringLayout {

    static final String STAMP_PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

    /** The time of a record, with its offset, so that a change of the zone's clocks confuses nobody. */
    static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(STAMP_PATTERN, Locale.ROOT);

    private final PatternLayout classHead;
    private final PatternLayout fileHead;
    private final boolean detailed;
    private final SecretMask mask;

    RecordLayout(Configuration configuration, boolean detailed, SecretMask mask) {
        super(StandardCharsets.UTF_8);
        this.classHead = head(configuration, detailed ? " [%t] %c{1.}" : " %c{1}");
        this.fileHead = head(configuration, detailed ? " [%t] %c" : " %c");
        this.detailed = detailed;
        this.mask = mask;
    }

    private static PatternLayout head(Configuration configuration, String source) {
        return PatternLayout.newBuilder()
                .withConfiguration(configuration)
                .withPattern("%d{" + STAMP_PATTERN + "} %-5level" + source + " - %m")
                .withAlwaysWriteExceptions(false)
                .withNoConsoleNoAnsi(true)
                .build();
    }

    @Override
    public String toSerializable(LogEvent event) {
        // Steps log under file and line, "orders.yaml:96", whose dot parts no packages.
        PatternLayout head = String.valueOf(event.getLoggerName()).indexOf(':') < 0 ? classHead : fileHead;
        StringBuilder text = new StringBuilder(head.toSerializable(event).strip());
        Throwable thrown = event.getThrown();
        if (thrown != null && detailed) {
            Throwables.toStringList(thrown).forEach(line -> text.append('\n').append(line));
        } else if (thrown != null) {
            text.append('\n').append(CauseChain.of(thrown).withPlace());
        }
        return mask.apply(text.toString()).lines().collect(java.util.stream.Collectors.joining("\n    ", "", "\n"));
    }
}
