package io.github.cameldoshii.runner;

import java.nio.charset.StandardCharsets;
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

    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %c{1} - %m";
    private static final String PATTERN_WITH_THREAD = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%t] %c{1.} - %m";

    private final PatternLayout head;
    private final boolean detailed;
    private final SecretMask mask;

    RecordLayout(Configuration configuration, boolean detailed, SecretMask mask) {
        super(StandardCharsets.UTF_8);
        this.head = PatternLayout.newBuilder()
                .withConfiguration(configuration)
                .withPattern(detailed ? PATTERN_WITH_THREAD : PATTERN)
                .withAlwaysWriteExceptions(false)
                .withNoConsoleNoAnsi(true)
                .build();
        this.detailed = detailed;
        this.mask = mask;
    }

    @Override
    public String toSerializable(LogEvent event) {
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
