package io.github.cameldoshii.runner;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.logging.log4j.Level;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The log options that every command has. */
final class LogOptions {

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            converter = LevelConverter.class,
            description = {
                "How much is logged: OFF, ERROR, WARN, INFO (default), DEBUG, TRACE.",
                "HTTP and network libraries stay at WARN, so that no credential is logged."
            })
    private Level level = Level.INFO;

    @Option(
            names = "--logger",
            paramLabel = "NAME=LEVEL",
            converter = {NameConverter.class, LevelConverter.class},
            description = "The level of one logger, e.g. org.apache.camel=DEBUG. May be repeated.")
    private Map<String, Level> loggers = new LinkedHashMap<>();

    @Option(
            names = LogFormat.OPTION,
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = FormatConverter.class,
            description = "How log records look: text (default), or json, one object a line, for collectors.")
    private LogFormat format = LogFormat.TEXT;

    LogFormat format() {
        return format;
    }

    LogLevels levels() {
        return new LogLevels(level, Map.copyOf(loggers));
    }

    /** In any case. */
    static final class FormatConverter implements ITypeConverter<LogFormat> {
        @Override
        public LogFormat convert(String value) {
            return switch (value.trim().toLowerCase(Locale.ROOT)) {
                case "text" -> LogFormat.TEXT;
                case "json" -> LogFormat.JSON;
                default -> throw new TypeConversionException("'" + value + "' is no log format; choose text or json");
            };
        }
    }

    /** The name of a logger. */
    static final class NameConverter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            return value.trim();
        }
    }

    /** One of Log4j's standard levels, in any case. */
    static final class LevelConverter implements ITypeConverter<Level> {
        @Override
        public Level convert(String value) {
            Level level = Level.toLevel(value.trim(), null);
            if (level == null || level == Level.ALL) {
                throw new TypeConversionException(
                        "'" + value + "' is no log level; choose OFF, ERROR, WARN, INFO, DEBUG or TRACE");
            }
            return level;
        }
    }
}
