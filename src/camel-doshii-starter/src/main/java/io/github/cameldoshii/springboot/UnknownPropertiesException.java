package io.github.cameldoshii.springboot;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/** Properties below {@code camel.component.doshii} that set no option. Their values are not told: one may be a secret. */
final class UnknownPropertiesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigurationProperty> properties;

    UnknownPropertiesException(List<ConfigurationProperty> properties) {
        super("Properties that set no option of the component doshii: "
                + properties.stream()
                        .map(property -> property.getName().toString())
                        .collect(Collectors.joining(", ")));
        this.properties = properties;
    }

    List<ConfigurationProperty> properties() {
        return properties;
    }
}
