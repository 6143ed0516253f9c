package io.github.cameldoshii.springboot;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.util.ReflectionUtils;

/** The options that {@link DoshiiComponentConfiguration} has: their names and those that are set. Stateless. */
final class OptionProperties {

    static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(DoshiiComponentConfiguration.PREFIX);

    /** Properties that are not options of the component. */
    private static final Set<String> OF_THE_STARTER = Set.of("enabled", "customizer");

    private OptionProperties() {}

    /** Options that are set, by their names, lists as the component has them: one text with commas. */
    static Map<String, Object> set(DoshiiComponentConfiguration configuration) {
        Map<String, Object> set = new LinkedHashMap<>();
        for (RecordComponent option : options()) {
            Object value = ReflectionUtils.invokeMethod(option.getAccessor(), configuration);
            if (value instanceof List<?> list) {
                set.put(
                        option.getName(),
                        String.join(",", list.stream().map(String::valueOf).toList()));
            } else if (value != null) {
                set.put(option.getName(), value);
            }
        }
        return set;
    }

    /** All names, as they are written in properties: {@code client-id}. */
    static List<String> names() {
        return options().stream()
                .map(option -> DataObjectPropertyName.toDashedForm(option.getName()))
                .sorted()
                .toList();
    }

    /** The option that a property below the prefix sets, itself or a part of it; environment variables have no hyphens. */
    static Optional<RecordComponent> optionOf(ConfigurationPropertyName property) {
        StringBuilder name = new StringBuilder();
        for (int i = PREFIX.getNumberOfElements(); i < property.getNumberOfElements(); i++) {
            name.append(property.getElement(i, Form.UNIFORM));
            Optional<RecordComponent> option = options().stream()
                    .filter(candidate ->
                            candidate.getName().toLowerCase(Locale.ROOT).contentEquals(name))
                    .findFirst();
            if (option.isPresent()) {
                return option;
            }
        }
        return Optional.empty();
    }

    private static List<RecordComponent> options() {
        return Arrays.stream(DoshiiComponentConfiguration.class.getRecordComponents())
                .filter(component -> !OF_THE_STARTER.contains(component.getName()))
                .toList();
    }
}
