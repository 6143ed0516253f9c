package io.github.cameldoshii.runner;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals that ask daemons to read their configuration or to open their log again. There is nothing of the kind to do
 * here, and the JVM's reaction, an end, would stop the flow of events for the sake of a log's rotation.
 */
final class IgnoredSignals {

    private static final Logger LOG = LoggerFactory.getLogger(IgnoredSignals.class);

    private IgnoredSignals() {}

    /** For as long as the process lives. */
    static void install() {
        // Since JDK 22 there is a console without a terminal too, unless it is this one.
        System.setProperty("jdk.console", "java.base");
        if (!hangupEnds()) {
            ignore("HUP");
        }
        ignore("USR1");
    }

    /** In a terminal, SIGHUP says that the terminal is gone; without one it is a request to read the configuration. */
    static boolean hangupEnds() {
        return System.console() != null;
    }

    private static void ignore(String name) {
        SignalHandler.install(
                name,
                signal -> LOG.info(
                        "{} is ignored: routes and configuration are read at start only; SIGTERM stops", signal));
    }
}
