package io.github.cameldoshii;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * Refuses a property of the component that is no option, from where Camel Main takes them: properties, system properties,
 * environment. Camel would refuse it too, but tell its value, which is that of a secret where the name of a secret is mistyped;
 * so this comes before Camel sets properties. Stateless.
 */
final class ComponentProperties {

    private static final String PREFIX = "camel.component.doshii.";
    private static final String VARIABLE = "CAMEL_COMPONENT_DOSHII_";

    /** What Spring Boot has below each component, beside its options. */
    private static final Set<String> OF_SPRING = Set.of("enabled", "customizerenabled");

    private ComponentProperties() {}

    /**
     * Looks at the names alone.
     *
     * @throws org.apache.camel.PropertyBindingException if one is none; tells the options that there are
     */
    static void requireOptions(DoshiiComponent component, PropertyConfigurerGetter options) {
        for (String name : names(component.getCamelContext())) {
            if (!isOption(name, options)) {
                throw ComponentOptions.unknown(component, name);
            }
        }
    }

    private static Set<String> names(CamelContext context) {
        Set<String> names = new TreeSet<>();
        add(
                names,
                context.getPropertiesComponent()
                        .loadProperties(name -> name.startsWith(PREFIX))
                        .stringPropertyNames(),
                PREFIX);
        add(names, System.getProperties().stringPropertyNames(), PREFIX);
        add(names, System.getenv().keySet(), VARIABLE);
        return names;
    }

    private static void add(Set<String> names, Set<String> all, String prefix) {
        all.stream()
                .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                .map(name -> name.substring(prefix.length()))
                .forEach(names::add);
    }

    /** Upper and lower case, hyphens, underscores and dots between words are one to Camel. */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isOption(String name, PropertyConfigurerGetter options) {
        String plain = plain(name);
        return OF_SPRING.contains(plain)
                || options.getOptionType(plain, true) != null
                || name.contains(".")
                        && hasParts(options.getOptionType(plain(name.substring(0, name.indexOf('.'))), true));
    }

    private static boolean hasParts(Class<?> type) {
        return type != null && !type.isPrimitive() && !type.getName().startsWith("java.lang.");
    }
}
