package io.github.cameldoshii.faults;

import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.util.Throwables;

/** Takes in everything that is logged, at every level, until it is closed. */
final class LogCapture implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final LoggerConfig root = context.getConfiguration().getRootLogger();
    private final Level levelBefore = root.getLevel();
    private final Collector collector = new Collector();

    private LogCapture() {
        collector.start();
        root.addAppender(collector, Level.ALL, null);
        root.setLevel(Level.ALL);
        context.updateLoggers();
    }

    static LogCapture everything() {
        return new LogCapture();
    }

    List<String> lines() {
        return collector.lines;
    }

    /** What an operator sees as something wrong. */
    String warnings() {
        return String.join("\n", collector.warnings);
    }

    String text() {
        return String.join("\n", collector.lines);
    }

    @Override
    public void close() {
        root.removeAppender(collector.getName());
        root.setLevel(levelBefore);
        context.updateLoggers();
    }

    private static final class Collector extends AbstractAppender {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<String> warnings = new CopyOnWriteArrayList<>();

        Collector() {
            super("capture", null, null, false, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            StringWriter line = new StringWriter();
            line.append(event.getLoggerName())
                    .append(' ')
                    .append(event.getMessage().getFormattedMessage());
            if (event.getThrown() != null) {
                Throwables.toStringList(event.getThrown()).forEach(line::append);
            }
            lines.add(line.toString());
            if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
                warnings.add(line.toString());
            }
        }
    }
}
