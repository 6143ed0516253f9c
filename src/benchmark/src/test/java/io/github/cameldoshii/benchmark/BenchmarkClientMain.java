package io.github.cameldoshii.benchmark;

import java.time.Duration;

/**
 * The process that receives. System properties: {@code benchmark.client} (a {@link Subject}), {@code benchmark.port},
 * {@code benchmark.plan} ({@link BurstPlan#line()}); of {@link Subject#GROWTH} also {@code benchmark.routes} and
 * {@code benchmark.lanes}.
 */
final class BenchmarkClientMain {

    private static final Duration SLOW = Duration.ofMillis(1);

    private BenchmarkClientMain() {}

    /** @param args none */
    public static void main(String[] args) throws Exception {
        BurstPlan plan = BurstPlan.parse(System.getProperty("benchmark.plan"));
        BurstMeter meter = new BurstMeter(plan);
        Subject subject = Subject.valueOf(System.getProperty("benchmark.client"));
        ClientMeasurement measurement = new ClientMeasurement(subject, plan, meter);
        try (BenchmarkClient client = client(subject, plan)) {
            client.start(Integer.getInteger("benchmark.port"), meter);
            measurement.run();
        }
        System.exit(0);
    }

    private static BenchmarkClient client(Subject subject, BurstPlan plan) {
        return switch (subject) {
            case DOSHII, DOSHII_MANAGED -> new DoshiiRoute(Duration.ZERO);
            case DOSHII_REMEMBERING -> new RememberingDoshiiRoute();
            case DOSHII_POOLED -> new PooledDoshiiRoute();
            case GROWTH ->
                new GrowthRoutes(
                        Integer.getInteger("benchmark.routes"), Integer.getInteger("benchmark.lanes"), plan.wanted());
            case DOSHII_SLOW -> new DoshiiRoute(SLOW);
            case VERTX_WEBSOCKET_SLOW -> new VertxWebsocketRoute(SLOW);
            case VERTX_WEBSOCKET -> new VertxWebsocketRoute(Duration.ZERO);
            case PARTS -> new PartsClient();
            case RAW -> new RawVertxClient();
            case SHIPPED, SDK -> throw new IllegalArgumentException(subject + " has a main class of its own");
        };
    }
}
