package io.github.cameldoshii.observability;

import io.github.cameldoshii.metrics.Metric;
import io.github.cameldoshii.metrics.MetricsReporter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.MicrometerUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds the component's metrics to the MeterRegistry that Camel's own metrics use: the one in the Camel registry, where Camel
 * Main, Spring Boot and Quarkus put theirs. Values are read when the registry is; nothing is done in between. Without a
 * MeterRegistry it does nothing. The tag {@code camelContext} is that of Camel's own meters. Thread-safe.
 */
public final class MicrometerReporter implements MetricsReporter {

    private static final Logger LOG = LoggerFactory.getLogger(MicrometerReporter.class);

    private record Bound(MeterRegistry registry, Meter meter) {}

    /** Holds the metrics, to which a MeterRegistry keeps no strong reference. */
    private final Map<Metric, Bound> meters = new ConcurrentHashMap<>();

    private final AtomicBoolean toldMissing = new AtomicBoolean();

    @Override
    public void add(CamelContext context, Metric metric) {
        MeterRegistry registry = MicrometerUtils.getMeterRegistryFromCamelRegistry(
                context.getRegistry(), MicrometerConstants.METRICS_REGISTRY_NAME);
        if (registry != null) {
            meters.put(metric, new Bound(registry, bind(registry, metric, tags(context, metric))));
        } else if (toldMissing.compareAndSet(false, true)) {
            LOG.debug("There is no MeterRegistry in the Camel registry: metrics of Doshii are not reported");
        }
    }

    @Override
    public void remove(CamelContext context, Metric metric) {
        Bound bound = meters.remove(metric);
        if (bound != null) {
            bound.registry().remove(bound.meter());
        }
    }

    private static Tags tags(CamelContext context, Metric metric) {
        List<Tag> own = metric.tags().entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList();
        return Tags.of(own).and(MicrometerConstants.CAMEL_CONTEXT_TAG, context.getName());
    }

    private static Meter bind(MeterRegistry registry, Metric metric, Tags tags) {
        if (metric instanceof Metric.Counter counter) {
            return FunctionCounter.builder(
                            counter.name(), counter, it -> it.count().getAsLong())
                    .description(counter.description())
                    .tags(tags)
                    .register(registry);
        }
        if (metric instanceof Metric.TimeCounter counter) {
            return FunctionCounter.builder(
                            counter.name(), counter, it -> it.nanoseconds().getAsLong() / 1e9)
                    .baseUnit("seconds")
                    .description(counter.description())
                    .tags(tags)
                    .register(registry);
        }
        if (metric instanceof Metric.Timer timer) {
            return FunctionTimer.builder(
                            timer.name(),
                            timer,
                            it -> it.count().getAsLong(),
                            it -> it.nanoseconds().getAsLong(),
                            TimeUnit.NANOSECONDS)
                    .description(timer.description())
                    .tags(tags)
                    .register(registry);
        }
        Metric.Gauge gauge = (Metric.Gauge) metric;
        return Gauge.builder(gauge.name(), gauge, it -> it.value().getAsDouble())
                .baseUnit(gauge.unit().isEmpty() ? null : gauge.unit())
                .description(gauge.description())
                .tags(tags)
                .register(registry);
    }
}
