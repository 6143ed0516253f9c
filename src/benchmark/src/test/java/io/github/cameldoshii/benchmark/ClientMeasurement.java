package io.github.cameldoshii.benchmark;

import java.io.IOException;

/** What a client process does while its client receives: asks for one burst after the other and prints what was measured. */
final class ClientMeasurement {

    private static final int PATIENCE_SECONDS = 5;

    private final Subject subject;
    private final BurstPlan plan;
    private final BurstMeter meter;

    /** From now on the process ends with the one that has started it. */
    ClientMeasurement(Subject subject, BurstPlan plan, BurstMeter meter) {
        this.subject = subject;
        this.plan = plan;
        this.meter = meter;
        Thread watch = new Thread(ClientMeasurement::endWithParent);
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * Blocks until everything is measured.
     *
     * @throws IllegalStateException if the client is not what the subject says
     */
    void run() throws Exception {
        for (int i = 0; i < plan.bursts().size(); i++) {
            ProcessUsage before = ProcessUsage.now();
            if (i < plan.sendings().size()) {
                ProtocolLine.READY.print(i);
            }
            meter.awaitBurst(i, PATIENCE_SECONDS);
            ManagementBeans.requireThoseOf(subject);
            // Shows in the log whether the warm-up was long enough.
            System.err.println("burst " + i + ": " + ProcessUsage.now().minus(before));
        }
        ProtocolLine.RESULT.print(meter.result().line());
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
