package io.github.cameldoshii.benchmark;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context with one route. */
abstract class RouteClient implements BenchmarkClient {

    private final CamelContext context = new DefaultCamelContext();

    /** The route, which ends with the meter. */
    abstract RoutesBuilder route(int port, BurstMeter meter);

    /** Settings of the context, before it has a route. */
    void configure(CamelContext settings) {
        // Camel's defaults.
    }

    @Override
    public final void start(int port, BurstMeter meter) throws Exception {
        configure(context);
        context.addRoutes(route(port, meter));
        context.start();
    }

    @Override
    public final void close() {
        context.stop();
    }
}
