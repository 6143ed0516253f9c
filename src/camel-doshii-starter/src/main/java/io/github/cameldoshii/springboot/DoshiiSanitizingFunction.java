package io.github.cameldoshii.springboot;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.env.Environment;

/**
 * Hides client id, client secret, passwords and addresses with credentials of the component, and every other value that has
 * the client id or secret in it, such as the environment variable that they come from. For {@code show-values=always}; by
 * default Actuator shows no value at all. Thread-safe.
 */
final class DoshiiSanitizingFunction implements SanitizingFunction {

    /** As it is left of {@code camel.component.doshii}, {@code CAMEL_COMPONENT_DOSHII} and the like. */
    private static final String PREFIX = plain(DoshiiComponentConfiguration.PREFIX);

    private static final List<String> SECRET_PARTS = List.of("clientid", "clientsecret", "password", "username");

    private static final Pattern CREDENTIALS_IN_ADDRESS = Pattern.compile("//[^/?#]*@|[?&][^=]*=[^&]+");

    /** A shorter one could be a part of any word. */
    private static final int SHORTEST_PART = 6;

    private final Environment environment;

    DoshiiSanitizingFunction(Environment environment) {
        this.environment = environment;
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        return data.getValue() != null && isSecret(data) ? data.withSanitizedValue() : data;
    }

    private boolean isSecret(SanitizableData data) {
        String key = plain(data.getKey());
        String value = data.getValue().toString();
        if (key.startsWith(PREFIX)) {
            boolean address = CREDENTIALS_IN_ADDRESS.matcher(value).find();
            if (address || SECRET_PARTS.stream().anyMatch(key.substring(PREFIX.length())::contains)) {
                return true;
            }
        }
        return secrets()
                .anyMatch(secret -> value.equals(secret)
                        || secret.length() >= SHORTEST_PART
                                && (value.contains(secret) || value.contains(token(secret))));
    }

    private Stream<String> secrets() {
        return Stream.of(".client-id", ".client-secret")
                .map(option -> environment.getProperty(DoshiiComponentConfiguration.PREFIX + option, ""))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty());
    }

    /** As the socket has it. */
    private static String token(String secret) {
        return Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
