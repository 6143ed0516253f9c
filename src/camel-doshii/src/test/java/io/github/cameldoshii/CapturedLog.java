package io.github.cameldoshii;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Keeps what is logged, at the given level and above, until it is closed. */
public final class CapturedLog extends AbstractAppender implements AutoCloseable {

    private final Queue<LogEvent> events = new ConcurrentLinkedQueue<>();
    private final Level levelBefore;

    private CapturedLog(Level level) {
        super("captured", null, null, true, Property.EMPTY_ARRAY);
        levelBefore = root().getLevel();
        start();
        root().addAppender(this, level, null);
        Configurator.setRootLevel(level);
    }

    public static CapturedLog at(Level level) {
        return new CapturedLog(level);
    }

    private static LoggerConfig root() {
        return ((LoggerContext) LogManager.getContext(false)).getConfiguration().getRootLogger();
    }

    @Override
    public void append(LogEvent event) {
        events.add(event.toImmutable());
    }

    /** The lines of this project's own loggers at this level. */
    List<String> ownLines(Level level) {
        return events.stream()
                .filter(e -> e.getLevel() == level && e.getLoggerName().startsWith("io.github.cameldoshii"))
                .map(e -> e.getMessage().getFormattedMessage())
                .toList();
    }

    /** Everything, exceptions too. */
    public List<String> everything() {
        return lines("");
    }

    /** Everything of this project's own loggers, exceptions too. */
    List<String> ownEverything() {
        return lines("io.github.cameldoshii");
    }

    private List<String> lines(String logger) {
        return events.stream()
                .filter(e -> e.getLoggerName().startsWith(logger))
                .map(e -> e.getLoggerName() + " " + e.getMessage().getFormattedMessage() + " " + traceOf(e.getThrown()))
                .toList();
    }

    private static String traceOf(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            text.append(t).append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() {
        root().removeAppender(getName());
        Configurator.setRootLevel(levelBefore);
        stop();
    }
}
