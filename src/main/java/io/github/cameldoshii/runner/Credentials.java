package io.github.cameldoshii.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Teaches the log's mask every credential that this process is configured with, before Camel starts and logs. */
final class Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    private final SecretMask mask;
    private final Map<String, String> environment;
    private final Properties system;

    Credentials(SecretMask mask, Map<String, String> environment, Properties system) {
        this.mask = mask;
        this.environment = environment;
        this.system = system;
    }

    /** Looks through the environment, the system properties and these files; files that are missing are skipped. */
    void learn(List<Path> files) {
        environment.forEach(mask::learn);
        system.stringPropertyNames().forEach(name -> mask.learn(name, system.getProperty(name)));
        files.forEach(this::learnFrom);
    }

    private void learnFrom(Path file) {
        try {
            if (Files.isReadable(file)) {
                mask.learnFrom(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), this::resolve);
            }
        } catch (IOException e) {
            LOG.debug("Cannot look for credentials in {}", file, e);
        }
    }

    private String resolve(String name) {
        return environment.getOrDefault(name, system.getProperty(name, ""));
    }
}
