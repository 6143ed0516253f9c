package io.github.cameldoshii.runner;

import java.io.PrintStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.OutputStreamAppender;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * The runner's Log4j configuration: one console. Written in code, because a configuration file in the jar would also
 * bind the applications that use the jar as a library.
 */
final class Logging extends AbstractConfiguration {

    private final LogLevels levels;
    private final LogFormat format;
    private final SecretMask mask;
    private final PrintStream console;

    private Logging(LogOptions options, SecretMask mask, PrintStream console) {
        super(null, ConfigurationSource.NULL_SOURCE);
        this.levels = options.levels();
        this.format = options.format();
        this.mask = mask;
        this.console = console;
        // Log4j's own shutdown hook would silence the log while routes are still draining.
        this.isShutdownHookEnabled = false;
        setName("camel-doshii-runner");
    }

    /** Logs to the console given from now on, whatever was configured before. */
    static void install(LogOptions options, SecretMask mask, PrintStream console) {
        Logging configuration = new Logging(options, mask, console);
        LoggerContext context = Configurator.initialize(Logging.class.getClassLoader(), configuration);
        if (context.getConfiguration() != configuration) {
            context.reconfigure(configuration);
        }
    }

    @Override
    protected void doConfigure() {
        OutputStreamAppender appender = OutputStreamAppender.newBuilder()
                .setName("console")
                .setLayout(layout())
                .setTarget(console)
                .setConfiguration(this)
                .build();
        appender.start();
        addAppender(appender);
        LoggerConfig root = getRootLogger();
        root.setLevel(levels.root());
        root.addAppender(appender, null, null);
        levels.loggers().forEach(this::addLevel);
    }

    private Layout<?> layout() {
        return switch (format) {
            case TEXT -> new RecordLayout(this, levels.detailed(), mask);
            case JSON -> new JsonRecordLayout(this, levels.detailed(), mask);
        };
    }

    private void addLevel(String name, Level level) {
        addLogger(name, new LoggerConfig(name, level, true));
    }
}
