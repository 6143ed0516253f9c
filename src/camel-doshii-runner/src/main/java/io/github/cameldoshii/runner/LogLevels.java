package io.github.cameldoshii.runner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;

/**
 * What is logged at which level.
 *
 * @param root the level of everything that has none of its own
 * @param named what the user set by name; wins over all else
 */
record LogLevels(Level root, Map<String, Level> named) {

    /** Libraries that log what goes over the wire, connection URLs or their whole configuration. */
    private static final List<String> QUIET = List.of(
            "org.apache.hc",
            "io.netty",
            "io.vertx",
            "jdk",
            "sun",
            "com.sun",
            "java",
            "javax",
            "jakarta",
            "org.apache.kafka",
            "org.apache.activemq",
            "org.jgroups",
            "org.springframework",
            "org.postgresql",
            "org.h2",
            "h2database",
            "com.zaxxer.hikari",
            "com.auth0",
            "com.jayway",
            "org.apache.commons");

    /** Camel classes that say at INFO what the runner says, and some of it wrong: an address that nobody listens at. */
    private static final List<String> SAID_ELSEWHERE =
            List.of("org.apache.camel.component.platform.http", "org.apache.camel.component.micrometer.prometheus");

    /** Camel classes that print every property, also secret ones, below INFO. */
    private static final List<String> NO_DETAIL = List.of(
            "org.apache.camel.main.BaseMainSupport",
            "org.apache.camel.main.MainHelper",
            "org.apache.camel.main.MainPropertiesReload",
            "org.apache.camel.support.PropertyBindingSupport",
            "org.apache.camel.component.properties",
            "org.apache.camel.impl.engine.DefaultCamelContextExtension");

    /** Every logger that has a level other than the root's. */
    Map<String, Level> loggers() {
        Map<String, Level> all = new LinkedHashMap<>();
        QUIET.forEach(name -> all.put(name, atMost(Level.WARN)));
        SAID_ELSEWHERE.forEach(name -> all.put(name, root == Level.INFO ? Level.WARN : root));
        NO_DETAIL.forEach(name -> all.put(name, atMost(Level.INFO)));
        all.putAll(named);
        return all;
    }

    /** Whether the user asked for detail, and so for stack traces. */
    boolean detailed() {
        return root.isLessSpecificThan(Level.DEBUG);
    }

    private Level atMost(Level level) {
        return root.isMoreSpecificThan(level) ? root : level;
    }
}
