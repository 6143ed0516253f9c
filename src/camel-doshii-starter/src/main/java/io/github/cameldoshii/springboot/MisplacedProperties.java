package io.github.cameldoshii.springboot;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Tells at start which properties are ignored because of a slip before the name of the option, such as
 * {@code camel.components.doshii.client-id}. Those below {@code camel.component.doshii} are checked where they are bound.
 */
final class MisplacedProperties implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(MisplacedProperties.class);

    /** All that a slip leaves of the name of the component. */
    private static final String SCHEME = "doshi";

    private final ConfigurableEnvironment environment;

    MisplacedProperties(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void afterPropertiesSet() {
        ConfigurationPropertySources.get(environment).forEach(source -> {
            if (source instanceof IterableConfigurationPropertySource names) {
                names.stream().filter(MisplacedProperties::isMisplaced).forEach(this::warn);
            }
        });
    }

    private static boolean isMisplaced(ConfigurationPropertyName property) {
        List<String> words = words(property);
        boolean meansThis = words.stream().anyMatch(word -> word.contains(SCHEME))
                && words.stream().anyMatch(word -> word.contains("camel") || word.contains("component"));
        return meansThis
                && !OptionProperties.PREFIX.isAncestorOf(property)
                && !option(property).isEmpty();
    }

    private void warn(ConfigurationPropertyName property) {
        LOG.warn(
                "The property {} is ignored; did you mean {}.{}?",
                property,
                DoshiiComponentConfiguration.PREFIX,
                option(property));
    }

    /** The option that the end of the name is, empty if none. */
    private static String option(ConfigurationPropertyName property) {
        String joined = String.join("", words(property));
        return OptionProperties.names().stream()
                .filter(name -> joined.endsWith(name.replace("-", "")))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static List<String> words(ConfigurationPropertyName property) {
        return Stream.iterate(0, i -> i < property.getNumberOfElements(), i -> i + 1)
                .map(i -> property.getElement(i, Form.UNIFORM))
                .toList();
    }
}
