package io.github.cameldoshii.springboot;

import io.github.cameldoshii.DoshiiEndpoint;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.actuate.health.Status;

/**
 * The readiness checks of all consumers of the component, each under the name of its route, with the reason. Camel's own
 * indicator shows only those that are down, among all that Camel checks. Asked by any thread; the checks read snapshots and
 * wait for nothing.
 */
final class DoshiiHealthContributor implements CompositeHealthContributor {

    /** With the id of the route behind it. */
    private static final String CONSUMER = "consumer:";

    private static final String ROUTE = "route.id";

    private final CamelContext context;

    DoshiiHealthContributor(CamelContext context) {
        this.context = context;
    }

    @Override
    public HealthContributor getContributor(String name) {
        return contributors().get(name);
    }

    @Override
    public Iterator<NamedContributor<HealthContributor>> iterator() {
        return contributors().entrySet().stream()
                .map(entry -> NamedContributor.<HealthContributor>of(entry.getKey(), entry.getValue()))
                .iterator();
    }

    private Map<String, HealthIndicator> contributors() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        return registry == null
                ? Map.of()
                : registry.stream()
                        .filter(check -> isOurs(check.getId()))
                        .collect(Collectors.toMap(
                                check -> check.getId().substring(CONSUMER.length()),
                                check -> () -> health(check.call()),
                                (one, other) -> one,
                                TreeMap::new));
    }

    private boolean isOurs(String check) {
        Route route = check.startsWith(CONSUMER) ? context.getRoute(check.substring(CONSUMER.length())) : null;
        return route != null && route.getEndpoint() instanceof DoshiiEndpoint;
    }

    private static Health health(HealthCheck.Result result) {
        Health.Builder health = new Health.Builder(new Status(result.getState().name()));
        new TreeMap<>(result.getDetails()).forEach((key, value) -> {
            if (key.startsWith("doshii.") || key.equals(ROUTE)) {
                health.withDetail(key, value);
            }
        });
        return health.build();
    }
}
