import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Whether the jar works with the Camel that is on the class path: it starts a YAML route against the simulator, receives an event,
 * is cut off, connects again, recovers what it missed, and stops. Ends with exit code 1 at the first thing that does not happen
 * within half a minute. compatibility.sh runs it.
 */
public final class Smoke {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ROUTE =
            """
            - route:
                id: orders
                from:
                  uri: doshii:simulator
                  parameters:
                    events: "order_*"
                    reconnectDelay: 500ms
                    socketUrl: "%s"
                    apiUrl: "%s"
                  steps:
                    - filter:
                        simple: "${header.CamelDoshiiEventType} == 'order_created'"
                        steps:
                          - to: seda:orders
            """;

    private Smoke() {}

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (DoshiiSimulator simulator = DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("vertx", vertx);
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(
                            "orders.yaml", ROUTE.formatted(simulator.socketUrl(), simulator.apiUrl())));
            context.start();
            await("a socket", () -> simulator.openConnections() == 1);

            String first = simulator.orders().create().id();
            expect(context, first, "socket");

            simulator.dropConnections();
            String missed = simulator.orders().create().id();
            expect(context, missed, "catchup");
            await("another socket", () -> simulator.connections().size() == 2 && simulator.openConnections() == 1);
            await("health", () -> HealthCheckHelper.invokeReadiness(context).stream()
                    .allMatch(result -> result.getState().name().equals("UP")));

            String afterwards = simulator.orders().create().id();
            expect(context, afterwards, "socket");
            context.stop();
            await("no socket after the stop", () -> simulator.openConnections() == 0);
            System.out.println("OK Camel " + context.getVersion() + ", Java " + Runtime.version().feature() + ", "
                    + fileOf(Vertx.class) + ", " + fileOf(io.github.cameldoshii.DoshiiComponent.class));
        } finally {
            vertx.close();
        }
    }

    private static void expect(DefaultCamelContext context, String id, String origin) throws Exception {
        try (ConsumerTemplate consumer = context.createConsumerTemplate()) {
            Exchange order = consumer.receive("seda:orders", PATIENCE.toMillis());
            if (order == null) {
                throw new IllegalStateException("Order " + id + " did not come");
            }
            same("id", id, order.getMessage().getHeader("CamelDoshiiEntityId"));
            same("origin", origin, order.getMessage().getHeader("CamelDoshiiOrigin"));
        }
    }

    private static void same(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new IllegalStateException("Expected " + what + " " + expected + " but got " + actual);
        }
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("There was not " + what + " within " + PATIENCE.toSeconds() + " s");
            }
            Thread.onSpinWait();
        }
    }

    private static String fileOf(Class<?> type) {
        String location = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
