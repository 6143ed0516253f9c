package io.github.cameldoshii.runner;

import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Ordered;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.EnvPropertiesFunction;
import org.apache.camel.component.properties.LocationPropertiesSource;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;
import org.apache.camel.component.properties.SysPropertiesFunction;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spi.PropertiesSource;

/**
 * Camel's properties, but for three things. Files are read as {@link PropertiesFile} has it. The value of a secret is taken
 * as it is: Camel would look for placeholders in it, fail at a brace too many, and tell in which text. And an error does not
 * tell the text, which may hold a secret, only the name that it is about.
 */
final class RunnerProperties extends PropertiesComponent {

    /** A value that is nothing but a placeholder: name, and what holds if it is not set. */
    private static final Pattern REFERENCE = Pattern.compile("\\s*\\{\\{([^{}:?]+(?::[^{}]*)?)}}\\s*");

    /** In the place of braces that mean nothing, while Camel looks for those that do. No text has these characters. */
    private static final char OPENING = '\uFDD0';

    private static final char CLOSING = '\uFDD1';

    /** In the place of a backslash, which Camel takes away where it is one of the last two characters. */
    private static final char BACKSLASH = '\uFDD2';

    private final Consumer<Properties> preview;

    /** Names that a secret is read from, whatever they are. Grows by whoever resolves one. */
    private final Set<String> secretNames = ConcurrentHashMap.newKeySet();

    /** @param preview is given what each file sets before Camel is */
    RunnerProperties(Consumer<Properties> preview) {
        this.preview = preview;
        setPropertiesParser(new Parser());
        addPropertiesFunction(new AsItIs(new EnvPropertiesFunction()));
        addPropertiesFunction(new AsItIs(new SysPropertiesFunction()));
    }

    /**
     * What a secret's setting means: what it refers to if it is a placeholder and nothing else, else itself. Empty if that
     * is not set.
     */
    Optional<String> secret(String setting) {
        Matcher reference = REFERENCE.matcher(setting);
        if (!reference.matches()) {
            return Optional.of(setting);
        }
        secretNames.add(name(reference.group(1)));
        try {
            return Optional.ofNullable(parseUri(setting.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a setting is a placeholder and nothing else. */
    static boolean isReference(String setting) {
        return REFERENCE.matcher(setting).matches();
    }

    private static String name(String key) {
        return key.replaceFirst(":.*", "").strip();
    }

    @Override
    public void addPropertiesSource(PropertiesSource source) {
        boolean file = source instanceof LocationPropertiesSource located
                && "file".equals(located.getLocation().getResolver());
        if (file && source instanceof Ordered ordered && !(source instanceof PropertiesFileSource)) {
            super.addPropertiesSource(new PropertiesFileSource(
                    this, ((LocationPropertiesSource) source).getLocation(), ordered.getOrder(), preview));
        } else {
            super.addPropertiesSource(source);
        }
    }

    @Override
    protected String parseUri(String text, PropertiesLookup properties, boolean keepUnresolvedOptional) {
        try {
            String parsed = super.parseUri(text, properties, keepUnresolvedOptional);
            return parsed == null
                    ? null
                    : parsed.replace(OPENING, '{').replace(CLOSING, '}').replace(BACKSLASH, '\\');
        } catch (IllegalArgumentException e) {
            // Without the cause: it tells the text.
            throw new IllegalArgumentException(withoutText(e.getMessage()));
        }
    }

    private static String withoutText(String message) {
        String text = String.valueOf(message);
        return text.replaceFirst("(?s)^(Missing (?:\\{\\{|}})) from the text: .*", "$1 of a placeholder")
                .replaceFirst("(?s),? from (?:the )?(?:text|input): .*", "");
    }

    private static String hidden(String value) {
        return REFERENCE.matcher(value).matches()
                ? value
                : value.replace('{', OPENING).replace('}', CLOSING).replace('\\', BACKSLASH);
    }

    private final class Parser extends DefaultPropertiesParser {

        Parser() {
            super(RunnerProperties.this);
        }

        @Override
        public String parseProperty(String key, String value, PropertiesLookup properties) {
            if (value == null || !(secretNames.contains(key) || SecretNames.isSecret(key))) {
                return value;
            }
            Matcher reference = REFERENCE.matcher(value);
            if (reference.matches()) {
                secretNames.add(name(reference.group(1)));
                return value;
            }
            return hidden(value);
        }
    }

    /** A variable of the environment or a property of the JVM is no text of Camel's, so braces in it mean nothing. */
    private record AsItIs(PropertiesFunction function) implements PropertiesFunction {

        @Override
        public String getName() {
            return function.getName();
        }

        @Override
        public String apply(String remainder) {
            String value = function.apply(remainder);
            return value == null ? null : hidden(value);
        }

        @Override
        public boolean lookupFirst(String remainder) {
            return function.lookupFirst(remainder);
        }

        @Override
        public boolean optional(String remainder) {
            return function.optional(remainder);
        }
    }
}
