package io.github.cameldoshii.metrics;

import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Something that the component measures. Its value is read when somebody asks for it, from any thread, without waiting.
 * Tags are few and known in advance: environment, route, and words of this program; never what the service has sent, and no
 * id, location or client.
 */
public sealed interface Metric {

    /** The name, in lower case, its parts separated by dots: {@code camel.doshii.events}. */
    String name();

    /** What it tells, in one sentence. */
    String description();

    /** What tells it apart from the others of its name. */
    Map<String, String> tags();

    /** A number that only grows. */
    record Counter(String name, String description, Map<String, String> tags, LongSupplier count) implements Metric {}

    /** A time that only grows, in nanoseconds. */
    record TimeCounter(String name, String description, Map<String, String> tags, LongSupplier nanoseconds)
            implements Metric {}

    /** How often something was done, and how long all of it took, in nanoseconds; both only grow. */
    record Timer(
            String name, String description, Map<String, String> tags, LongSupplier count, LongSupplier nanoseconds)
            implements Metric {}

    /**
     * A number that comes and goes; NaN while there is none, such as those of a route that is stopped.
     *
     * @param unit what is counted, in the plural: {@code seconds}, {@code events}; empty for a state
     */
    record Gauge(String name, String description, Map<String, String> tags, String unit, DoubleSupplier value)
            implements Metric {}
}
