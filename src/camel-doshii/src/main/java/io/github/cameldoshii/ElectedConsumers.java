package io.github.cameldoshii;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.LifecycleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running consumers of a CamelContext that are not the consumers of their routes: another one, such as that of {@code
 * master:}, starts them when this node is elected, and stops them when it is no more. Camel does not know them, so their health
 * and JMX are registered here. Thread-safe.
 */
final class ElectedConsumers {

    private static final Logger LOG = LoggerFactory.getLogger(DoshiiConsumer.class);

    private final CamelContext context;
    private final Set<DoshiiConsumer> consumers = ConcurrentHashMap.newKeySet();

    private ElectedConsumers(CamelContext context) {
        this.context = context;
    }

    /** Those of the context. */
    static ElectedConsumers of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (extension) {
            ElectedConsumers known = extension.getContextPlugin(ElectedConsumers.class);
            if (known == null) {
                known = new ElectedConsumers(context);
                extension.addContextPlugin(ElectedConsumers.class, known);
            }
            return known;
        }
    }

    /** The consumers of all routes of the context, elected or not. */
    static List<DoshiiConsumer> andAllOthers(CamelContext context) {
        Stream<DoshiiConsumer> ofRoutes = context.getRoutes().stream()
                .map(Route::getConsumer)
                .filter(DoshiiConsumer.class::isInstance)
                .map(DoshiiConsumer.class::cast);
        return Stream.concat(ofRoutes, of(context).consumers.stream()).toList();
    }

    /** The route that another consumer has handed on to this one: both have its processor. */
    Optional<Route> routeOf(Consumer consumer) {
        return context.getRoutes().stream()
                .filter(route -> route.getConsumer() != consumer
                        && route.getConsumer().getProcessor() == consumer.getProcessor())
                .findFirst();
    }

    void add(DoshiiConsumer consumer) {
        consumers.add(consumer);
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            health.register(consumer.getHealthCheck());
        }
        for (LifecycleStrategy strategy : context.getLifecycleStrategies()) {
            strategy.onServiceAdd(context, consumer, consumer.getRoute());
        }
    }

    /** To be called while the consumer still has its health check. */
    void remove(DoshiiConsumer consumer) {
        if (!consumers.remove(consumer)) {
            return;
        }
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            health.unregister(consumer.getHealthCheck());
        }
        for (LifecycleStrategy strategy : context.getLifecycleStrategies()) {
            strategy.onServiceRemove(context, consumer, consumer.getRoute());
        }
    }

    /** Stops them all: what they have finished is stored before this node gives up its leadership. */
    void stop() {
        consumers.forEach(DoshiiConsumer::stop);
    }

    /**
     * Another node has taken over, whatever the cluster service of this one believes: the route is started again, as a
     * candidate of the next election.
     */
    void rejoin(DoshiiConsumer consumer) {
        String routeId = consumer.getRouteId();
        context.getExecutorServiceManager()
                .newThread("DoshiiRejoin", () -> restart(routeId))
                .start();
    }

    private void restart(String routeId) {
        if (!context.isStarted()) {
            return;
        }
        try {
            context.getRouteController().stopRoute(routeId);
            context.getRouteController().startRoute(routeId);
            LOG.info("Route {} stands by for the next election", routeId);
        } catch (Exception e) {
            LOG.error("Route {} could not be started again and takes part in no election: {}", routeId, e.toString());
        }
    }
}
