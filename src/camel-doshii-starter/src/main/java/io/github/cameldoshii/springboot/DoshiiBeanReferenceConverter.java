package io.github.cameldoshii.springboot;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/**
 * Finds the bean that a property names as {@code #bean:name} or {@code #name}. Null for any other text, as Camel's own
 * converters have it: they are asked for the same types, in no certain order.
 */
final class DoshiiBeanReferenceConverter implements GenericConverter {

    private static final String REFERENCE = "#";
    private static final String BEAN = "#bean:";

    private final BeanFactory beans;

    DoshiiBeanReferenceConverter(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Arrays.stream(DoshiiComponentConfiguration.class.getRecordComponents())
                .map(option -> option.getType())
                .filter(DoshiiBeanReferenceConverter::isBean)
                .map(type -> new ConvertiblePair(String.class, type))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an option of this type is given as a reference, and not as text. */
    static boolean isBean(Class<?> type) {
        return !type.getName().startsWith("java.") && !type.isRecord();
    }

    @Override
    public Object convert(Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        String reference = String.valueOf(source).strip();
        if (!reference.startsWith(REFERENCE)) {
            return null;
        }
        String name = reference.substring((reference.startsWith(BEAN) ? BEAN : REFERENCE).length());
        return beans.getBean(name, targetType.getType());
    }
}
