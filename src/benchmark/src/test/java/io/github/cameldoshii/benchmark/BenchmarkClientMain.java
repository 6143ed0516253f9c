package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.time.Duration;

/**
 * The process that receives. System properties: {@code benchmark.client} (a {@link Subject}), {@code benchmark.port},
 * {@code benchmark.plan} ({@link BurstPlan#line()}).
 */
final class BenchmarkClientMain {

    private static final int PATIENCE_SECONDS = 5;
    private static final Duration SLOW = Duration.ofMillis(1);

    private BenchmarkClientMain() {}

    /** @param args none */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(BenchmarkClientMain::endWithParent);
        watch.setDaemon(true);
        watch.start();
        BurstPlan plan = BurstPlan.parse(System.getProperty("benchmark.plan"));
        BurstMeter meter = new BurstMeter(plan);
        try (BenchmarkClient client = client(Subject.valueOf(System.getProperty("benchmark.client")))) {
            client.start(Integer.getInteger("benchmark.port"), meter);
            for (int i = 0; i < plan.bursts().size(); i++) {
                ProcessUsage before = ProcessUsage.now();
                if (i < plan.sendings().size()) {
                    ProtocolLine.READY.print(i);
                }
                meter.awaitBurst(i, PATIENCE_SECONDS);
                // Shows in the log whether the warm-up was long enough.
                System.err.println("burst " + i + ": " + ProcessUsage.now().minus(before));
            }
            ProtocolLine.RESULT.print(meter.result().line());
        }
        System.exit(0);
    }

    private static BenchmarkClient client(Subject subject) {
        return switch (subject) {
            case DOSHII, DOSHII_MANAGED -> new DoshiiRoute(Duration.ZERO);
            case DOSHII_POOLED -> new PooledDoshiiRoute();
            case DOSHII_SLOW -> new DoshiiRoute(SLOW);
            case VERTX_WEBSOCKET_SLOW -> new VertxWebsocketRoute(SLOW);
            case VERTX_WEBSOCKET -> new VertxWebsocketRoute(Duration.ZERO);
            case PARTS -> new PartsClient();
            case RAW -> new RawVertxClient();
            case SDK -> throw new IllegalArgumentException("The SDK runs on Node");
        };
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is sent to a client; only the end of the stream matters.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(1);
    }
}
