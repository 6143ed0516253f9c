package io.github.cameldoshii.runner;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Moves the demo's story on while the routes run. */
final class DemoClock extends MainListenerSupport {

    private static final long STEP_MILLIS = 1500;

    private final DemoScenario scenario;
    private ScheduledExecutorService clock;

    DemoClock(DemoScenario scenario) {
        this.scenario = scenario;
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        clock = main.getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "demo");
        clock.scheduleAtFixedRate(scenario::step, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void beforeStop(BaseMainSupport main) {
        main.getCamelContext().getExecutorServiceManager().shutdownNow(clock);
    }
}
