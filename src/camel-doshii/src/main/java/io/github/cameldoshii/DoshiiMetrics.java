package io.github.cameldoshii;

import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import io.github.cameldoshii.metrics.Metric;
import io.github.cameldoshii.metrics.MetricsReporter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of a CamelContext: keeps the statistics of each environment for as long as the context lives, and tells the
 * reporters what there is to measure. Thread-safe.
 */
final class DoshiiMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(DoshiiMetrics.class);

    private final CamelContext context;
    private final List<MetricsReporter> reporters;
    private final Map<DoshiiEnvironment, EnvironmentStatistics> environments = new EnumMap<>(DoshiiEnvironment.class);
    private final Map<DoshiiConsumer, List<Metric>> ofConsumers = new HashMap<>();

    private DoshiiMetrics(CamelContext context) {
        this.context = context;
        ClassLoader loader = context.getApplicationContextClassLoader();
        this.reporters = ServiceLoader.load(MetricsReporter.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The metrics of the context. */
    static DoshiiMetrics of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (extension) {
            DoshiiMetrics shared = extension.getContextPlugin(DoshiiMetrics.class);
            if (shared == null) {
                shared = new DoshiiMetrics(context);
                extension.addContextPlugin(DoshiiMetrics.class, shared);
            }
            return shared;
        }
    }

    /** What is counted of an environment. */
    synchronized EnvironmentStatistics environment(DoshiiEnvironment environment) {
        EnvironmentStatistics known = environments.get(environment);
        if (known != null) {
            return known;
        }
        EnvironmentStatistics statistics = new EnvironmentStatistics();
        environments.put(environment, statistics);
        tell(new EnvironmentMetrics(environment.uriName(), statistics).all(), MetricsReporter::add);
        return statistics;
    }

    /** A consumer starts: what is measured of it comes into being. */
    synchronized void add(DoshiiConsumer consumer, String route) {
        if (reporters.isEmpty()) {
            return;
        }
        List<Metric> metrics = new ConsumerMetrics(consumer, route).all();
        ofConsumers.put(consumer, metrics);
        tell(metrics, MetricsReporter::add);
    }

    /** A consumer has stopped; nothing happens if it had not started. */
    synchronized void remove(DoshiiConsumer consumer) {
        List<Metric> metrics = ofConsumers.remove(consumer);
        if (metrics != null) {
            tell(metrics, MetricsReporter::remove);
        }
    }

    private void tell(List<Metric> metrics, Telling telling) {
        for (MetricsReporter reporter : reporters) {
            try {
                metrics.forEach(metric -> telling.tell(reporter, context, metric));
            } catch (RuntimeException e) {
                LOG.warn(
                        "{} failed: its metrics are not complete",
                        reporter.getClass().getName(),
                        e);
            }
        }
    }

    @FunctionalInterface
    private interface Telling {
        void tell(MetricsReporter reporter, CamelContext context, Metric metric);
    }
}
