package io.github.cameldoshii.runner;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.TypeConverterSupport;

/**
 * A secret as a bean of Camel's: what is bound to an option is its value, what is printed is not. No record, whose text
 * would show it.
 */
final class Secret {

    /** Not to be had by a getter: tools that show beans would call it. */
    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /** Teaches Camel to take a secret for a text, for options of that type. */
    static void addConverters(TypeConverterRegistry converters) {
        converters.addTypeConverter(String.class, Secret.class, new Reveal());
        converters.addTypeConverter(char[].class, Secret.class, new Reveal());
        converters.addTypeConverter(byte[].class, Secret.class, new Reveal());
    }

    @Override
    public String toString() {
        return "xxxxxx";
    }

    private static final class Reveal extends TypeConverterSupport {
        @Override
        public <T> T convertTo(Class<T> type, Exchange exchange, Object secret) {
            String value = ((Secret) secret).value;
            if (type == char[].class) {
                return type.cast(value.toCharArray());
            }
            return type.cast(type == byte[].class ? value.getBytes(StandardCharsets.UTF_8) : value);
        }
    }
}
