package io.github.cameldoshii.benchmark;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context with one route. */
abstract class RouteClient implements BenchmarkClient {

    private final CamelContext context = new DefaultCamelContext();
    private final long workNanos;

    /** @param work how long the route works on each event, besides the measuring */
    RouteClient(Duration work) {
        workNanos = work.toNanos();
    }

    /** Stands for what a user's route would do. */
    final void work() {
        long end = System.nanoTime() + workNanos;
        for (long left = workNanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

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
