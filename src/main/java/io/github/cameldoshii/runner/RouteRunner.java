package io.github.cameldoshii.runner;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListener;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Camel Main with the runner's defaults: starts routes, waits, drains. */
final class RouteRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RouteRunner.class);

    /** Read in this order; what is found first wins. */
    private static final List<String> CONFIGURATION_FILES =
            List.of("application.properties", "config/application.properties");

    private final Main main = new Main();

    RouteRunner(Path directory, List<Path> routeFiles) {
        main.setDefaultPropertyPlaceholderLocation(configurationFiles(directory));
        main.setRoutesCollector(new RouteFileCollector(directory, routeFiles));
        main.configure().setName("camel-doshii");
        // In place of Camel's own default, folders in the jar: null says that the user set nothing.
        main.configure().setRoutesIncludePattern(null);
    }

    /** Adds a listener for the steps of Camel Main. */
    void addListener(MainListener listener) {
        main.addMainListener(listener);
    }

    /** Sets a property unless the user sets it in any other way. */
    void setDefault(String property, String value) {
        main.addInitialProperty(property, value);
    }

    /**
     * Starts the routes, blocks until {@link #stop()} and drains them.
     *
     * @return whether every exchange was finished in time
     * @throws Exception if the start failed; nothing is left running then
     */
    boolean run() throws Exception {
        if (StopSignals.install(this::stop)) {
            main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        }
        try {
            main.run();
        } catch (Exception e) {
            stopAfter(e);
            throw e;
        }
        return !main.getCamelContext().getShutdownStrategy().isTimeoutOccurred();
    }

    /** Asks for the end; may be called from any thread and more than once. */
    void stop() {
        main.completed();
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    private void stopAfter(Exception failure) {
        try {
            if (main.getCamelContext() != null) {
                main.getCamelContext().close();
            }
        } catch (Exception e) {
            LOG.debug("Stop after a failed start", e);
            failure.addSuppressed(e);
        }
    }

    private static String configurationFiles(Path directory) {
        return String.join(
                ",",
                CONFIGURATION_FILES.stream()
                        .map(name -> "file:" + directory.resolve(name) + ";optional=true")
                        .toList());
    }
}
