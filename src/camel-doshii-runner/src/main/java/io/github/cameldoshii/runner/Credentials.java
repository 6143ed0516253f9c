package io.github.cameldoshii.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Teaches the log's mask every secret that this process is configured with, before Camel starts and logs. */
final class Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    private final SecretMask mask;
    private final Map<String, String> environment;
    private final Properties system;

    /** All that the configuration files set; what is read first wins. */
    private final Properties configured = new Properties();

    Credentials(SecretMask mask, Map<String, String> environment, Properties system) {
        this.mask = mask;
        this.environment = environment;
        this.system = system;
    }

    /** Of a command that is not configured. */
    static Credentials none(SecretMask mask) {
        return new Credentials(mask, Map.of(), new Properties());
    }

    /**
     * Looks through the environment, the system properties and these properties files; missing ones are skipped.
     *
     * @throws Failure if a file is none that properties can be read from
     */
    void learn(List<Path> files) {
        environment.forEach(mask::learn);
        learn(system);
        files.stream().filter(Files::exists).forEach(this::read);
        learn(configured);
        // Once more as text, now that placeholders can be resolved.
        configured.forEach((name, value) -> mask.learnFrom(name + "=" + value, this::resolve));
    }

    /** Looks through what another file sets. */
    void learn(Properties properties) {
        properties.stringPropertyNames().forEach(name -> mask.learn(name, properties.getProperty(name)));
    }

    /** Looks through the text of a route, also of one that is no YAML; after {@link #learn(List)}. */
    void learnFromRoute(String text) {
        mask.learnFrom(text, this::resolve);
    }

    /** What hides all that was learnt. */
    SecretMask mask() {
        return mask;
    }

    private void read(Path path) {
        PropertiesFile file = PropertiesFile.read(path);
        file.warnings().forEach(LOG::warn);
        file.properties().forEach(configured::putIfAbsent);
    }

    /** A placeholder names a variable, or a property that a variable may set: {@code my.id}, {@code MY_ID}. */
    private String resolve(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        return Stream.of(
                        environment.get(name),
                        environment.get(variable),
                        system.getProperty(name),
                        configured.getProperty(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
