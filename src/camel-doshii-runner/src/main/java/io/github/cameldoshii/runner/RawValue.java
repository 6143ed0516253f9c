package io.github.cameldoshii.runner;

import java.util.Optional;

/** A value of a parameter that is written {@code RAW(...)} or {@code RAW{...}}, as Camel has it for what needs no decoding. */
final class RawValue {

    private static final int PREFIX = "RAW(".length();

    private RawValue() {}

    /** What is between the brackets; the value itself if it is not written so. */
    static String content(String value) {
        return closing(value)
                        .filter(bracket -> value.endsWith(bracket) && value.length() > PREFIX)
                        .isPresent()
                ? value.substring(PREFIX, value.length() - 1)
                : value;
    }

    /** Whether a bracket that closes it comes in its midst, so that it could be taken for its end. */
    static boolean isAmbiguous(String value) {
        String content = content(value);
        return content.length() < value.length()
                && !RunnerProperties.isReference(content)
                && closing(value).filter(content::contains).isPresent();
    }

    /** The end of the value that begins at this place of a URI. */
    static int end(String uri, int start) {
        Optional<String> bracket = closing(uri.substring(start));
        int end = bracket.map(closing -> uri.indexOf(closing + "&", start + PREFIX))
                .orElse(-1);
        if (end >= 0) {
            return end + 1;
        }
        if (bracket.filter(uri::endsWith).isPresent()) {
            return uri.length();
        }
        int next = uri.indexOf('&', start);
        return next < 0 ? uri.length() : next;
    }

    private static Optional<String> closing(String value) {
        if (value.startsWith("RAW(")) {
            return Optional.of(")");
        }
        return value.startsWith("RAW{") ? Optional.of("}") : Optional.empty();
    }
}
