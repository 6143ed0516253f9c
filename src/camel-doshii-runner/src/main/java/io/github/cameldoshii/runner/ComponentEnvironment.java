package io.github.cameldoshii.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.Ordered;
import org.apache.camel.spi.LoadablePropertiesSource;
import org.apache.camel.util.OrderedLocationProperties;

/**
 * Environment variables as component options: {@code CAMEL_COMPONENT_DOSHII_CLIENTID} (or {@code ..._CLIENT_ID}) sets
 * {@code camel.component.doshii.clientId}, {@code CAMEL_MANAGEMENT_PORT} sets {@code camel.management.port}. They win over
 * files and yield to system properties.
 *
 * <p>Camel Main is meant to do this, but Camel 4.17 looks for the lower-case prefix in upper-case names and so finds none
 * ({@code MainHelper.filterEnvVariables}).
 */
final class ComponentEnvironment implements LoadablePropertiesSource, Ordered {

    private static final String PREFIX = "CAMEL_COMPONENT_";

    /** What is no option of a component and can be set in the same way. */
    private static final List<String> GROUPS = List.of("CAMEL_MANAGEMENT_", "CAMEL_METRICS_", "CAMEL_HEALTH_");

    private static final String LOCATION = "ENV";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Properties properties;

    private ComponentEnvironment(Properties properties) {
        this.properties = properties;
    }

    /** Reads what concerns components on the classpath of this context. */
    static ComponentEnvironment of(Map<String, String> environment, CamelContext context) {
        Properties found = new Properties();
        new TreeMap<>(environment).forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (upper.startsWith(PREFIX)) {
                add(found, upper.substring(PREFIX.length()).toLowerCase(Locale.ROOT), value, context);
            } else {
                GROUPS.stream()
                        .filter(upper::startsWith)
                        .forEach(group -> found.setProperty(ofGroup(group, upper.substring(group.length())), value));
            }
        });
        return new ComponentEnvironment(found);
    }

    private static String ofGroup(String group, String option) {
        return (group.replace('_', '.') + option.replace('_', '-')).toLowerCase(Locale.ROOT);
    }

    /** The longest part that is a component's name is one: {@code vertx_websocket_...} is no option of {@code vertx}. */
    private static void add(Properties found, String name, String value, CamelContext context) {
        for (int end = name.lastIndexOf('_'); end > 0; end = name.lastIndexOf('_', end - 1)) {
            String component = name.substring(0, end).replace('_', '-');
            if (exists(component, context)) {
                String option = option(component, name.substring(end + 1), context);
                found.setProperty("camel.component." + component + "." + option, value);
                return;
            }
        }
    }

    private static boolean exists(String component, CamelContext context) {
        return context.getClassResolver().loadResourceAsURL("META-INF/services/org/apache/camel/component/" + component)
                != null;
    }

    /** The option in its own spelling, so that a file or a system property that spells it properly is the same one. */
    private static String option(String component, String name, CamelContext context) {
        String plain = name.replace("_", "");
        return options(component, context).stream()
                .filter(plain::equalsIgnoreCase)
                .findFirst()
                .orElse(name.replace('_', '-'));
    }

    /** What the component's own catalog entry lists. */
    private static List<String> options(String component, CamelContext context) {
        List<String> options = new ArrayList<>();
        try {
            String schema = ((CatalogCamelContext) context).getComponentParameterJsonSchema(component);
            if (schema != null) {
                JSON.readTree(schema).path("componentProperties").fieldNames().forEachRemaining(options::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the options of component " + component, e);
        }
        return options;
    }

    @Override
    public String getName() {
        return LOCATION;
    }

    @Override
    public String getProperty(String name) {
        return properties.getProperty(name);
    }

    @Override
    public Properties loadProperties() {
        return loadProperties(name -> true);
    }

    @Override
    public Properties loadProperties(Predicate<String> filter) {
        OrderedLocationProperties loaded = new OrderedLocationProperties();
        properties.stringPropertyNames().stream()
                .filter(filter)
                .sorted()
                .forEach(name -> loaded.put(LOCATION, name, properties.getProperty(name)));
        return loaded;
    }

    @Override
    public void reloadProperties(String location) {
        // The environment of a process does not change.
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST;
    }
}
