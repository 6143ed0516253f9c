package io.github.cameldoshii.runner;

import io.github.cameldoshii.position.AtomicFileStateRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ManagementStatisticsLevel;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListener;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Camel Main with the runner's defaults: starts routes, waits, drains. */
final class RouteRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RouteRunner.class);

    private final RunnerMain main;
    private final DeadLettersAtStop deadLetters = new DeadLettersAtStop();
    private final AbandonedAtStop abandoned = new AbandonedAtStop();
    private final SharedVertx vertx = new SharedVertx();

    private volatile boolean stopAsked;

    /**
     * @param configurationFiles properties files, those that exist of them; what is found first wins
     * @param routes locations of what to run; none means what the configuration says, or the default folder
     * @param credentials learn the secrets in what Camel is about to read
     * @param preview is given the text of each route file before Camel reads it
     */
    RouteRunner(
            Path directory,
            List<Path> configurationFiles,
            List<String> routes,
            Credentials credentials,
            Consumer<String> preview) {
        RunnerProperties properties = new RunnerProperties(credentials::learn);
        SecretReferences secrets = new SecretReferences(properties, credentials.mask());
        main = new RunnerMain(properties, secrets);
        main.setDefaultPropertyPlaceholderLocation(locations(configurationFiles));
        StepLogNames logNames = new StepLogNames(directory);
        BinaryOperator<String> exchange = (location, text) -> {
            preview.accept(text);
            credentials.learnFromRoute(text);
            return SecretsInRoutes.exchange(location, text, secrets);
        };
        main.setRoutesCollector(new RouteFileCollector(directory, routes, exchange, logNames));
        main.configure().setName("camel-doshii");
        // In place of Camel's own default, folders in the jar: null says that the user set nothing.
        main.configure().setRoutesIncludePattern(null);
        // So that a failure can name the line.
        main.configure().setSourceLocationEnabled(true);
        // Camel would otherwise count and time each step of each exchange, which costs as much as the steps. The
        // consumers' own
        // beans and meters count all the same.
        main.configure().setJmxManagementStatisticsLevel(ManagementStatisticsLevel.Off);
        main.addMainListener(abandoned);
        main.addMainListener(vertx);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport starting) {
                CamelContext context = starting.getCamelContext();
                // Spans cost something for each step, and nobody takes them but an agent of the user's, who says so.
                // Set here, as Main puts what camel-observability-services has over initial properties of its own.
                context.getPropertiesComponent().addInitialProperty("camel.opentelemetry2.enabled", "false");
                Secret.addConverters(context.getTypeConverterRegistry());
                addEnvironment(context);
                addRouteFileLoader(context);
                addKafkaClients(context);
                ((ModelCamelContext) context).addModelLifecycleStrategy(logNames);
                context.addLifecycleStrategy(new TargetChecks());
            }

            @Override
            public void beforeStart(BaseMainSupport starting) {
                requireRoutes(starting.getCamelContext());
                addClusterServices(starting.getCamelContext());
                if (stopAsked) {
                    endWaits();
                }
            }

            @Override
            public void beforeStop(BaseMainSupport stopping) {
                deadLetters.listen(stopping.getCamelContext());
            }
        });
    }

    private static void addEnvironment(CamelContext context) {
        context.getPropertiesComponent().addPropertiesSource(ComponentEnvironment.of(System.getenv(), context));
    }

    private static void addRouteFileLoader(CamelContext context) {
        RouteFileLoader loader = new RouteFileLoader();
        try {
            context.addService(loader);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
        context.getRegistry().bind("routeFileLoader", loader);
    }

    /** The component takes it where nothing else is set; only a route with a Kafka step makes it. */
    private static void addKafkaClients(CamelContext context) {
        context.getRegistry()
                .bind("boundedKafkaClients", KafkaClientFactory.class, BoundedCloseKafkaClientFactory::new);
    }

    /** Camel Main does so only with those that are there before it has read camel.beans. */
    private static void addClusterServices(CamelContext context) {
        for (CamelClusterService service : context.getRegistry().findByType(CamelClusterService.class)) {
            try {
                context.addService(service);
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeException(e);
            }
        }
    }

    /** Camel takes a file that is YAML but no route for an empty one. */
    private static void requireRoutes(CamelContext context) {
        if (((ModelCamelContext) context).getRouteDefinitions().isEmpty()) {
            throw new Failure(
                    "there is no route in the route files",
                    "A route file is a list, and each route in it starts so:",
                    "- route:",
                    "    id: orders",
                    "    from:",
                    "      uri: doshii:sandbox");
        }
    }

    /** Adds a listener for the steps of Camel Main. */
    void addListener(MainListener listener) {
        main.addMainListener(listener);
    }

    /** Ends the run by itself after so many seconds. */
    void setDuration(int seconds) {
        main.configure().setDurationMaxSeconds(seconds);
    }

    /** Sets a property that the routes refer to. */
    void setProperty(String property, String value) {
        main.addInitialProperty(property, value);
    }

    /**
     * Starts the routes, blocks until {@link #stop()} and drains them.
     *
     * @return how the run ended; a stop that ends a wait of the start has nothing to finish
     * @throws Failure if the start failed; nothing is left running then
     */
    RunEnd run() {
        try {
            return startAndDrain();
        } finally {
            vertx.close();
        }
    }

    private RunEnd startAndDrain() {
        StopSignals signals = StopSignals.install(this::stop);
        try (signals) {
            if (signals.installed()) {
                // In place of Camel's shutdown hook.
                main.setShutdownStrategy(new SimpleMainShutdownStrategy());
            }
            main.run();
        } catch (Exception e) {
            if (stopAsked && isCancelled(e)) {
                LOG.info("Stopped before the start was complete; no event was read");
                stopAfterFailure();
                return new RunEnd(true, 0, 0, signals.hungUp());
            }
            Failure failure = StartFailure.explain(e, main.getCamelContext());
            stopAfterFailure();
            throw failure;
        }
        return new RunEnd(
                !main.getCamelContext().getShutdownStrategy().isTimeoutOccurred(),
                abandoned.count(),
                deadLetters.count(),
                signals.hungUp());
    }

    /** Asks for the end; may be called from any thread and more than once. */
    void stop() {
        stopAsked = true;
        main.completed();
        endWaits();
    }

    /** What the start may be waiting for. Called again before the start, for what was not there yet at the first call. */
    private void endWaits() {
        CamelContext context = main.getCamelContext();
        if (context != null) {
            context.getRegistry()
                    .findByType(AtomicFileStateRepository.class)
                    .forEach(AtomicFileStateRepository::stopWaiting);
        }
    }

    private static boolean isCancelled(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof CancellationException) {
                return true;
            }
        }
        return false;
    }

    private void stopAfterFailure() {
        try {
            if (main.getCamelContext() != null) {
                main.getCamelContext().close();
            }
        } catch (Exception e) {
            LOG.debug("Stop after a failed start", e);
        }
    }

    private static String locations(List<Path> files) {
        return String.join(
                ",",
                files.stream().map(file -> "file:" + file + ";optional=true").toList());
    }
}
