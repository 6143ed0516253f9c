package io.github.cameldoshii.springboot;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which properties set nothing, where they stand, and which names were most likely meant. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<UnknownPropertiesException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnknownPropertiesException cause) {
        String description = cause.properties().stream()
                .map(UnknownPropertiesFailureAnalyzer::describe)
                .collect(Collectors.joining("\n"));
        String action = "Correct the name, or remove the property. The options are: "
                + String.join(", ", OptionProperties.names()) + ".";
        return new FailureAnalysis(description, action, cause);
    }

    private static String describe(ConfigurationProperty property) {
        Origin origin = Origin.from(property);
        return "The property " + property.getName() + " sets nothing: " + reason(property.getName())
                + (origin == null ? "" : "\n    It is set in " + origin);
    }

    private static String reason(ConfigurationPropertyName name) {
        return OptionProperties.optionOf(name)
                .map(option -> DoshiiBeanReferenceConverter.isBean(option.getType())
                        ? option.getName() + " is a bean, to be named as #bean:name, or has no such part."
                        : option.getName() + " is a value by itself and has no parts.")
                .orElseGet(() -> "the component doshii has no such option." + meant(name));
    }

    private static String meant(ConfigurationPropertyName name) {
        String rest = name.toString().substring(DoshiiComponentConfiguration.PREFIX.length() + 1);
        List<String> similar = SimilarNames.of(rest, OptionProperties.names());
        return similar.isEmpty() ? "" : " Did you mean " + String.join(" or ", similar) + "?";
    }
}
