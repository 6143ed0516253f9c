package io.github.cameldoshii.runner;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Moves the demo's story on while the routes run, and begins it as soon as they are connected. */
final class DemoClock extends MainListenerSupport {

    private static final long STEP_MILLIS = 1500;

    /** How soon to look again whether the story can begin. */
    private static final long RETRY_MILLIS = 50;

    private final DemoScenario scenario;
    private volatile ScheduledExecutorService clock;

    DemoClock(DemoScenario scenario) {
        this.scenario = scenario;
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        clock = main.getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "demo");
        clock.execute(this::step);
    }

    private void step() {
        long pause = scenario.step() ? STEP_MILLIS : RETRY_MILLIS;
        clock.schedule(this::step, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void beforeStop(BaseMainSupport main) {
        main.getCamelContext().getExecutorServiceManager().shutdownNow(clock);
    }
}
