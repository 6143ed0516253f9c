package io.github.cameldoshii.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells at start which properties are ignored because of a slip in their names, and the names that were most likely meant.
 * Camel leaves what it does not know in silence. Values are never told.
 */
final class MistypedProperties extends MainListenerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(MistypedProperties.class);

    private final Map<String, String> environment;
    private final Properties system;
    private final List<Path> files;

    /** Where a property of the user's own may be referred to, without what parts words. */
    private final StringBuilder references = new StringBuilder();

    MistypedProperties(Map<String, String> environment, Properties system, List<Path> files) {
        this.environment = environment;
        this.system = system;
        this.files = files;
    }

    /** A property that a route refers to is not idle, whatever its name. */
    void learnFromRoute(String text) {
        references.append(PropertyName.plain(text)).append('\n');
    }

    /** After the routes have been read, and before they are made. */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        List<Map.Entry<String, Properties>> read = new ArrayList<>();
        files.stream()
                .filter(Files::isReadable)
                .forEach(file -> read.add(
                        Map.entry(file.toString(), PropertiesFile.read(file).properties())));
        read.add(Map.entry("-D", system));
        environment.values().forEach(this::learnFromRoute);
        read.forEach(source -> source.getValue().values().forEach(value -> learnFromRoute(String.valueOf(value))));

        List<String> options = UnknownOption.options();
        read.forEach(source -> new TreeSet<>(source.getValue().stringPropertyNames())
                .forEach(name -> warn(
                        source.getKey(),
                        name,
                        PropertyName.of(name).meant(options).orElse(""))));
        new TreeSet<>(environment.keySet())
                .forEach(name -> warn(
                        "environment",
                        name,
                        variable(PropertyName.of(name).meant(options).orElse(""))));
    }

    private void warn(String source, String name, String meant) {
        if (!meant.isEmpty() && references.indexOf(PropertyName.plain(name)) < 0) {
            LOG.warn("{}: {} is ignored; did you mean {}?", source, name, meant);
        }
    }

    /** As the environment has it. */
    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
    }
}
