package io.github.cameldoshii.simulator;

/** The simulator could not start or was told something that it cannot do. */
public final class SimulatorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SimulatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
