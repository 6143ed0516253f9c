package io.github.cameldoshii.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM, SIGINT (Ctrl-C) and, in a terminal, SIGHUP into one request to stop, until closed. The JVM's own reaction
 * to them runs every shutdown hook at once, so that a library could close its files while routes still drain, and ends with
 * a code that says it was killed. A second SIGTERM or SIGINT ends the process at once.
 */
final class StopSignals implements AutoCloseable {

    /** The shell's code for what a SIGHUP has ended. */
    static final int EXIT_CODE_OF_HANGUP = 129;

    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final int EXIT_CODE_OF_SECOND_SIGNAL = 130;
    private static final String HANGUP = "SIGHUP";

    private final Runnable stop;

    /** The signal that asked for the stop; "" before. */
    private final AtomicReference<String> asked = new AtomicReference<>("");

    private final List<SignalHandler> handlers = new ArrayList<>();

    private StopSignals(Runnable stop) {
        this.stop = stop;
    }

    /** Runs the action, on a thread of the JVM, at the first signal. */
    static StopSignals install(Runnable stop) {
        StopSignals signals = new StopSignals(stop);
        signals.handle("TERM");
        signals.handle("INT");
        if (IgnoredSignals.hangupEnds()) {
            signals.handle("HUP");
        }
        return signals;
    }

    /** Whether any signal is handled here rather than by the JVM. */
    boolean installed() {
        return !handlers.isEmpty();
    }

    /** Whether the stop was asked for by the end of the terminal. */
    boolean hungUp() {
        return asked.get().equals(HANGUP);
    }

    /** Gives the signals back to what reacted to them before. */
    @Override
    public void close() {
        handlers.forEach(SignalHandler::close);
        handlers.clear();
    }

    private void handle(String name) {
        SignalHandler.install(name, this::onSignal).ifPresent(handlers::add);
    }

    private void onSignal(String signal) {
        if (asked.compareAndSet("", signal)) {
            LOG.info("{}: stopping; once more stops without waiting", signal);
            stop.run();
        } else if (!signal.equals(HANGUP)) {
            // A terminal that closes sends its own signal, and its shell another one.
            Runtime.getRuntime().halt(EXIT_CODE_OF_SECOND_SIGNAL);
        }
    }
}
