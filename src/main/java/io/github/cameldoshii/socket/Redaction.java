package io.github.cameldoshii.socket;

import java.util.LinkedHashSet;
import java.util.Set;

/** Takes a client id out of what the far side says, in every form that it travels in: it may echo what it was sent. */
final class Redaction {

    /** Of nothing. */
    static final Redaction NONE = new Redaction(Set.of());

    private static final String INSTEAD = "xxxxxx";

    private final Set<String> forms;

    private Redaction(Set<String> forms) {
        this.forms = forms;
    }

    static Redaction of(String clientId) {
        if (clientId.isBlank()) {
            return NONE;
        }
        String token = SocketTarget.token(clientId);
        // Longest first: an encoded form begins with the plain one where little needs to be encoded.
        Set<String> forms = new LinkedHashSet<>();
        forms.add(SocketTarget.encode(token));
        forms.add(token);
        // Often written without its padding.
        forms.add(token.replace("=", ""));
        forms.add(SocketTarget.encode(clientId));
        forms.add(clientId);
        return new Redaction(forms);
    }

    String apply(String text) {
        String clean = text;
        for (String form : forms) {
            clean = clean.replace(form, INSTEAD);
        }
        return clean;
    }
}
