package io.github.cameldoshii.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.Ordered;
import org.apache.camel.component.properties.AbstractLocationPropertiesSource;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLocation;

/**
 * A properties file as a source of Camel's, in place of Camel's own, which takes every file for Latin-1. Its place in the
 * order of sources is that of the one that it replaces.
 */
final class PropertiesFileSource extends AbstractLocationPropertiesSource implements Ordered {

    private final int order;
    private final Consumer<Properties> preview;

    /** @param preview is given what a file sets before Camel is */
    PropertiesFileSource(
            PropertiesComponent component, PropertiesLocation location, int order, Consumer<Properties> preview) {
        super(component, location);
        this.order = order;
        this.preview = preview;
    }

    @Override
    public String getName() {
        return "PropertiesFileSource[" + getLocation().getPath() + "]";
    }

    @Override
    public Properties loadPropertiesFromLocation(PropertiesComponent component, PropertiesLocation location) {
        Path file = Path.of(location.getPath());
        if (!Files.exists(file) && (location.isOptional() || component.isIgnoreMissingLocation())) {
            return new Properties();
        }
        Properties properties = PropertiesFile.read(file).properties();
        preview.accept(properties);
        return properties;
    }

    @Override
    public int getOrder() {
        return order;
    }
}
