package io.github.cameldoshii.springboot;

import io.github.cameldoshii.DoshiiComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.PropertyBindingSupport;
import org.springframework.core.env.Environment;

/**
 * Applies the properties to the component {@code doshii}, whoever made it. Components of this type under other names, such as
 * that of a second account, are left alone.
 */
final class DoshiiComponentCustomizer implements ComponentCustomizer {

    private static final String NAME = "doshii";

    /** Replaces all others, so it goes first. */
    private static final String CONFIGURATION = "configuration";

    private static final String CLIENT_ID = "clientId";
    private static final String CLIENT_SECRET = "clientSecret";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\s*\\{\\{[^{}]+}}\\s*");
    /** Spring leaves a placeholder as it is where nothing has its name; taken for a credential the service would refuse it. */
    private static final Pattern UNRESOLVED = Pattern.compile("\\s*\\$\\{([\\w.-]+)}\\s*");

    private static final Pattern BEAN = Pattern.compile("\\s*#bean:([\\w.-]+)\\s*");

    private final CamelContext context;
    private final DoshiiComponentConfiguration properties;
    private final Environment environment;

    DoshiiComponentCustomizer(CamelContext context, DoshiiComponentConfiguration properties, Environment environment) {
        this.context = context;
        this.properties = properties;
        this.environment = environment;
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return name.equals(NAME)
                && target instanceof DoshiiComponent
                && HierarchicalPropertiesEvaluator.evaluate(
                        environment, "camel.component.customizer", DoshiiComponentConfiguration.PREFIX + ".customizer");
    }

    @Override
    public void configure(String name, Component target) {
        DoshiiComponent component = (DoshiiComponent) target;
        Map<String, Object> set = new LinkedHashMap<>(OptionProperties.set(properties));
        Object clientId = set.remove(CLIENT_ID);
        Object clientSecret = set.remove(CLIENT_SECRET);
        if (set.containsKey(CONFIGURATION)) {
            bind(component, CONFIGURATION, set.remove(CONFIGURATION));
        }
        set.forEach((option, value) -> bind(component, option, value));
        if (clientId != null) {
            component.getConfiguration().setClientId(secret("client-id", clientId.toString()));
        }
        if (clientSecret != null) {
            component.getConfiguration().setClientSecret(secret("client-secret", clientSecret.toString()));
        }
    }

    private void bind(DoshiiComponent component, String option, Object value) {
        PropertyBindingSupport.build()
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withMandatory(true)
                .withIgnoreCase(true)
                .bind(context, component, option, value);
    }

    /**
     * A secret is taken as it is, whatever characters it has: Camel would look for placeholders in it, and quote it where it
     * fails. Only what is nothing but a reference is one.
     */
    private String secret(String property, String value) {
        var unresolved = UNRESOLVED.matcher(value);
        if (unresolved.matches()) {
            throw new UnresolvedPlaceholderException(property, unresolved.group(1));
        }
        var bean = BEAN.matcher(value);
        if (bean.matches()) {
            return CamelContextHelper.mandatoryLookup(context, bean.group(1), String.class);
        }
        return PLACEHOLDER.matcher(value).matches() ? context.resolvePropertyPlaceholders(value.strip()) : value;
    }
}
