package io.github.cameldoshii.runner;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM, SIGINT (Ctrl-C) and SIGHUP into one request to stop. The JVM's own reaction to them runs every shutdown
 * hook at once, so that a library could close its files while routes still drain, and ends with exit code 143. A second
 * signal ends the process at once.
 *
 * <p>The signal class of the JDK is outside the Java standard, hence reached by reflection; where it is missing or in use
 * ({@code -Xrs}), a plain shutdown hook does what it can.
 */
final class StopSignals {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
    private static final int EXIT_CODE_OF_SECOND_SIGNAL = 130;

    private StopSignals() {}

    /** Runs the action, on a thread of the JVM, at the first signal; returns whether signals are handled here. */
    static boolean install(Runnable stop) {
        AtomicBoolean asked = new AtomicBoolean();
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                onSignal(String.valueOf(arguments[0]), asked, stop);
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "StopSignals";
        };
        boolean handled = false;
        for (String name : NAMES) {
            handled |= install(name, handler);
        }
        return handled;
    }

    private static boolean install(String name, InvocationHandler handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(StopSignals.class.getClassLoader(), new Class<?>[] {signalHandler}, handler);
            signal.getMethod("handle", signal, signalHandler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return true;
        } catch (ReflectiveOperationException e) {
            LOG.debug("The JVM keeps SIG{} to itself", name, e);
            return false;
        }
    }

    private static void onSignal(String signal, AtomicBoolean asked, Runnable stop) {
        if (asked.compareAndSet(false, true)) {
            LOG.info("{} received, stopping; once more to stop without waiting", signal);
            stop.run();
        } else {
            Runtime.getRuntime().halt(EXIT_CODE_OF_SECOND_SIGNAL);
        }
    }
}
