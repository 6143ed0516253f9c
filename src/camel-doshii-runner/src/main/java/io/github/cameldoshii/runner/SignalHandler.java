package io.github.cameldoshii.runner;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process does at a signal, until closed. The JDK's signal class is outside the Java standard, hence reached by
 * reflection; where a signal is not to be had ({@code -Xrs}), the JVM reacts to it.
 */
final class SignalHandler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SignalHandler.class);

    private final Object signal;
    private final Object earlier;

    private SignalHandler(Object signal, Object earlier) {
        this.signal = signal;
        this.earlier = earlier;
    }

    /**
     * Runs the action at each signal of this name, on a thread of the JVM and in place of what reacted before.
     *
     * @param name without SIG: {@code HUP}
     * @param action is given the name with SIG
     * @return empty if the JVM keeps the signal to itself
     */
    static Optional<SignalHandler> install(String name, Consumer<String> action) {
        try {
            Object signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    SignalHandler.class.getClassLoader(), new Class<?>[] {handlerClass()}, invocations(action));
            return Optional.of(new SignalHandler(signal, handle(signal, handler)));
        } catch (ReflectiveOperationException e) {
            LOG.debug("The JVM keeps SIG{} to itself", name, e);
            return Optional.empty();
        }
    }

    /** Gives the signal back to what reacted to it before. */
    @Override
    public void close() {
        try {
            handle(signal, earlier);
        } catch (ReflectiveOperationException e) {
            LOG.debug("Cannot give {} back", signal, e);
        }
    }

    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        Method handle = signal.getClass().getMethod("handle", signal.getClass(), handlerClass());
        return handle.invoke(null, signal, handler);
    }

    private static Class<?> handlerClass() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    private static InvocationHandler invocations(Consumer<String> action) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.accept(String.valueOf(arguments[0]));
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "SignalHandler";
        };
    }
}
