package io.github.cameldoshii.runner;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.PropertyOptionKey;
import org.apache.camel.util.OrderedLocationProperties;

/** Camel Main, which is given references in the place of the secrets that it configures components with. */
final class RunnerMain extends Main {

    private final RunnerProperties properties;
    private final SecretReferences secrets;

    RunnerMain(RunnerProperties properties, SecretReferences secrets) {
        this.properties = properties;
        this.secrets = secrets;
    }

    @Override
    protected CamelContext createCamelContext() {
        CamelContext context = super.createCamelContext();
        properties.setCamelContext(context);
        context.setPropertiesComponent(properties);
        secrets.install(registry);
        return context;
    }

    /** Here all that configures components has come together: files, environment and system properties. */
    @Override
    protected void doAutoConfigurationFromProperties(
            CamelContext context,
            OrderedLocationProperties configured,
            Map<PropertyOptionKey, OrderedLocationProperties> targets,
            boolean reload,
            OrderedLocationProperties told)
            throws Exception {
        for (String name : configured.stringPropertyNames()) {
            if (SecretNames.isSecretOption(name)) {
                secrets.of("property " + name, configured.getProperty(name))
                        .ifPresent(reference -> configured.put(configured.getLocation(name), name, reference));
            }
        }
        super.doAutoConfigurationFromProperties(context, configured, targets, reload, told);
    }
}
