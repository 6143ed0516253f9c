package io.github.cameldoshii.runner;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorException;
import io.github.cameldoshii.simulator.SimulatorOptions;
import java.util.List;

/** Starts a simulator for a command, or says what to do when it cannot be. */
final class SimulatorStart {

    private SimulatorStart() {}

    /** @throws Failure if it cannot listen there */
    static DoshiiSimulator at(SimulatorOptions options, String command) {
        try {
            return DoshiiSimulator.start(options);
        } catch (SimulatorException e) {
            throw new Failure(
                    e,
                    e.getMessage(),
                    List.of("Another port: " + command + " --port " + (options.port() + 1)
                            + ", or --port 0 for a free one"));
        }
    }

    /** Where its page is. */
    static String pageUrl(DoshiiSimulator simulator) {
        return simulator.apiUrl().replaceFirst("/partner/v3$", "/");
    }

    /** At the port of the options or, if that is taken, at any free one. */
    static DoshiiSimulator nearby(SimulatorOptions options) {
        try {
            return DoshiiSimulator.start(options);
        } catch (SimulatorException taken) {
            return at(options.withPort(0), "demo");
        }
    }
}
