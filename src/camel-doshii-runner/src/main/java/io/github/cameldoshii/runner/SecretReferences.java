package io.github.cameldoshii.runner;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.camel.spi.Registry;

/**
 * Puts secrets into Camel's registry and gives references to them. So Camel never has their text where it looks for
 * placeholders, builds URIs and writes its messages: it neither changes nor prints what it does not know. May be used from
 * any thread, after the registry is there.
 */
final class SecretReferences {

    private static final String PREFIX = "#bean:";
    private static final String NAME = "runner-secret-";
    private static final Pattern REFERENCE = Pattern.compile("\\s*" + PREFIX + "[\\w.-]+\\s*");

    /** What stands for a character that could not be read. */
    private static final char UNREADABLE = '\uFFFD';

    private final RunnerProperties properties;
    private final SecretMask mask;
    private final AtomicReference<Registry> registry = new AtomicReference<>();
    private final Map<String, String> references = new ConcurrentHashMap<>();

    SecretReferences(RunnerProperties properties, SecretMask mask) {
        this.properties = properties;
        this.mask = mask;
    }

    /** Before the first reference is asked for. */
    void install(Registry camels) {
        registry.set(camels);
    }

    /**
     * What to give Camel in the place of a setting that is a secret, or a placeholder for one; the same for the same secret.
     * Empty if the setting has to stay as it is: it names a bean of the user's, or is empty, or names a property that is not
     * set, which Camel will say.
     *
     * @param place where it is set, for complaints
     */
    Optional<String> of(String place, String setting) {
        if (setting.isBlank() || REFERENCE.matcher(setting).matches()) {
            return Optional.empty();
        }
        return properties.secret(setting).map(secret -> {
            if (secret.indexOf(UNREADABLE) >= 0) {
                throw new Failure(
                        place + " has characters that could not be read",
                        "This process runs with an encoding that does not have them: "
                                + System.getProperty("sun.jnu.encoding"),
                        "Set LC_ALL=C.UTF-8, or set the value in application.properties.");
            }
            return references.computeIfAbsent(secret, this::bind);
        });
    }

    /** Hides what a setting means from now on, whatever becomes of it. */
    void hide(String setting) {
        if (!REFERENCE.matcher(setting).matches()) {
            properties.secret(setting).ifPresent(mask::learn);
        }
    }

    private String bind(String secret) {
        mask.learn(secret);
        String name = NAME + (references.size() + 1);
        registry.get().bind(name, new Secret(secret));
        return PREFIX + name;
    }
}
