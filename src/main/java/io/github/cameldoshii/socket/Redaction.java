package io.github.cameldoshii.socket;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes a client id out of what the far side says, in every form that it travels in: it may echo what it was sent. */
final class Redaction {

    /** Of nothing. */
    static final Redaction NONE = new Redaction(Pattern.compile("(?!)"));

    private static final String INSTEAD = "xxxxxx";

    private final Pattern forms;

    private Redaction(Pattern forms) {
        this.forms = forms;
    }

    static Redaction of(String clientId) {
        if (clientId.isBlank()) {
            return NONE;
        }
        String token = SocketTarget.token(clientId);
        // Often written without its padding; percent-encoded in either case of letters.
        String bare = token.replace("=", "");
        String anyOf = Stream.of(token, bare, clientId)
                .flatMap(form -> Stream.of(form, SocketTarget.encode(form)))
                .distinct()
                // The longest first: a shorter form may be the beginning of a longer one.
                .sorted((one, other) -> other.length() - one.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return new Redaction(Pattern.compile(anyOf, Pattern.CASE_INSENSITIVE));
    }

    String apply(String text) {
        return forms.matcher(text).replaceAll(INSTEAD);
    }
}
