package io.github.cameldoshii.metrics;

import org.apache.camel.CamelContext;

/**
 * Reports metrics to a library of metrics. Implementations are found by {@link java.util.ServiceLoader}, one instance for
 * each CamelContext with a consumer.
 */
public interface MetricsReporter {

    /**
     * A metric has come into being: those of an environment with its first consumer, those of a route whenever it starts.
     * Called by the thread that starts the consumer; an exception is logged, and the consumer starts all the same.
     *
     * @param context the CamelContext of the consumers, which is starting or started
     */
    void add(CamelContext context, Metric metric);

    /**
     * A metric that was added is no more, because its route has stopped. Those of an environment stay for as long as the
     * CamelContext. Called by the thread that stops the consumer.
     */
    void remove(CamelContext context, Metric metric);
}
