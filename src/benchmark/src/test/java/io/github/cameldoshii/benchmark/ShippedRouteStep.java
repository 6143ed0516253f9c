package io.github.cameldoshii.benchmark;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The end of the route that the runner as shipped runs: made by its YAML file, it measures by itself and ends the process. */
public final class ShippedRouteStep implements Processor {

    private final BurstMeter meter;

    /** Reads the system property {@code benchmark.plan}. */
    public ShippedRouteStep() {
        BurstPlan plan = BurstPlan.parse(System.getProperty("benchmark.plan"));
        meter = new BurstMeter(plan);
        ClientMeasurement measurement = new ClientMeasurement(Subject.SHIPPED, plan, meter);
        Thread thread = new Thread(() -> measure(measurement), "measurement");
        thread.setDaemon(true);
        thread.start();
    }

    private static void measure(ClientMeasurement measurement) {
        try {
            measurement.run();
            System.exit(0);
        } catch (Exception e) {
            System.err.println("The measurement has failed: " + e);
            System.exit(1);
        }
    }

    @Override
    public void process(Exchange exchange) {
        meter.data((String) exchange.getMessage().getBody());
    }
}
