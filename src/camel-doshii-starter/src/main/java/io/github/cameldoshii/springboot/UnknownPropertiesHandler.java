package io.github.cameldoshii.springboot;

import java.util.List;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Refuses properties {@code camel.component.doshii.*} that set nothing, which Spring ignores in silence. Those of the
 * environment too. One for each binding; other properties are none of its business.
 */
final class UnknownPropertiesHandler extends NoUnboundElementsBindHandler {

    private final BindHandler next;

    UnknownPropertiesHandler(BindHandler next) {
        super(next);
        this.next = next;
    }

    @Override
    public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result)
            throws Exception {
        if (!name.equals(OptionProperties.PREFIX)) {
            next.onFinish(name, target, context, result);
            return;
        }
        try {
            super.onFinish(name, target, context, result);
        } catch (UnboundConfigurationPropertiesException e) {
            List<ConfigurationProperty> unknown = e.getUnboundProperties().stream()
                    .filter(property -> !isBoundByAnotherSpelling(property.getName()))
                    .toList();
            if (!unknown.isEmpty()) {
                throw new UnknownPropertiesException(unknown);
            }
        }
    }

    /** An environment variable may have underscores where the name has hyphens: CLIENT_ID is client.id here. */
    private static boolean isBoundByAnotherSpelling(ConfigurationPropertyName property) {
        String joined = joined(property);
        return OptionProperties.optionOf(property)
                .filter(option -> !DoshiiBeanReferenceConverter.isBean(option.getType()))
                .filter(option -> option.getName().equalsIgnoreCase(joined))
                .isPresent();
    }

    private static String joined(ConfigurationPropertyName property) {
        StringBuilder joined = new StringBuilder();
        for (int i = OptionProperties.PREFIX.getNumberOfElements(); i < property.getNumberOfElements(); i++) {
            joined.append(property.getElement(i, Form.UNIFORM));
        }
        return joined.toString();
    }
}
