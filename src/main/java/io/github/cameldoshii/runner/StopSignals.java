package io.github.cameldoshii.runner;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM, SIGINT (Ctrl-C) and SIGHUP into one request to stop, until closed. The JVM's own reaction to them runs
 * every shutdown hook at once, so that a library could close its files while routes still drain, and ends with exit code
 * 143. A second signal ends the process at once.
 *
 * <p>The JDK's signal class is outside the Java standard, hence reached by reflection; where a signal is not to be had
 * ({@code -Xrs}), the JVM reacts to it.
 */
final class StopSignals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
    private static final int EXIT_CODE_OF_SECOND_SIGNAL = 130;

    private final Runnable stop;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** What reacted to each signal before, by signal. */
    private final Map<Object, Object> earlier = new LinkedHashMap<>();

    private StopSignals(Runnable stop) {
        this.stop = stop;
    }

    /** Runs the action, on a thread of the JVM, at the first signal. */
    static StopSignals install(Runnable stop) {
        StopSignals signals = new StopSignals(stop);
        NAMES.forEach(signals::handle);
        return signals;
    }

    /** Whether any signal is handled here rather than by the JVM. */
    boolean installed() {
        return !earlier.isEmpty();
    }

    /** Gives the signals back to what reacted to them before. */
    @Override
    public void close() {
        earlier.forEach((signal, handler) -> {
            try {
                handle(signal, handler);
            } catch (ReflectiveOperationException e) {
                LOG.debug("Cannot give {} back", signal, e);
            }
        });
        earlier.clear();
    }

    private void handle(String name) {
        try {
            Object signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handlerClass()}, invocations());
            earlier.put(signal, handle(signal, handler));
        } catch (ReflectiveOperationException e) {
            LOG.debug("The JVM keeps SIG{} to itself", name, e);
        }
    }

    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        Method handle = signal.getClass().getMethod("handle", signal.getClass(), handlerClass());
        return handle.invoke(null, signal, handler);
    }

    private static Class<?> handlerClass() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    private InvocationHandler invocations() {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                onSignal(String.valueOf(arguments[0]));
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "StopSignals";
        };
    }

    private void onSignal(String signal) {
        if (asked.compareAndSet(false, true)) {
            LOG.info("{}: stopping; once more stops without waiting", signal);
            stop.run();
        } else {
            Runtime.getRuntime().halt(EXIT_CODE_OF_SECOND_SIGNAL);
        }
    }
}
