package io.github.cameldoshii.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldoshii.DoshiiComponent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.camel.PropertyBindingException;

/** A property that sets an option which does not exist. Its value may be a secret, so it is never told. */
record UnknownOption(String reason, List<String> hints) {

    private static final String CATALOG = "/META-INF/io/github/cameldoshii/doshii.json";

    /** What an exception says of such a property; empty if it says something else. */
    static Optional<UnknownOption> of(PropertyBindingException e) {
        // Any other cause is of an option that exists and cannot hold the value.
        boolean exists = e.getCause() != null && !(e.getCause() instanceof NoSuchElementException);
        if (exists || e.getPropertyName() == null) {
            return Optional.empty();
        }
        String key = e.getOptionKey() == null ? e.getPropertyName() : prefix(e) + e.getOptionKey();
        String reason = "property " + key + ": there is no option " + e.getPropertyName();
        return Optional.of(new UnknownOption(
                reason,
                e.getTarget() instanceof DoshiiComponent
                        ? List.of("The options of the component: " + String.join(", ", options()))
                        : List.of()));
    }

    private static String prefix(PropertyBindingException e) {
        return e.getOptionPrefix() == null ? "" : e.getOptionPrefix().replaceFirst("\\.?$", ".");
    }

    /** The options of the component. */
    static List<String> options() {
        try (InputStream catalog = DoshiiComponent.class.getResourceAsStream(CATALOG)) {
            JsonNode properties = new ObjectMapper().readTree(catalog).path("componentProperties");
            List<String> names = new ArrayList<>();
            properties.fieldNames().forEachRemaining(names::add);
            names.sort(String.CASE_INSENSITIVE_ORDER);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
