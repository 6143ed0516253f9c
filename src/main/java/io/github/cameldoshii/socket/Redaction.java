package io.github.cameldoshii.socket;

import java.util.List;
import java.util.stream.Stream;

/**
 * Takes a client id out of what the far side says, in every form that it travels in and in pieces too: it may echo what it
 * was sent, and a close reason has room for 123 bytes, which is less than the token of a long client id.
 */
final class Redaction {

    /** Of nothing. */
    static final Redaction NONE = new Redaction(List.of());

    private static final String INSTEAD = "xxxxxx";

    /** A shorter piece tells nothing, and could be a part of any word. A client id as short as that counts whole. */
    private static final int PIECE = 8;

    private final List<String> forms;

    private Redaction(List<String> forms) {
        this.forms = forms;
    }

    static Redaction of(String clientId) {
        if (clientId.isBlank()) {
            return NONE;
        }
        String token = SocketTarget.token(clientId);
        return new Redaction(Stream.of(token, clientId)
                .flatMap(form -> Stream.of(form, SocketTarget.encode(form)))
                .distinct()
                .toList());
    }

    String apply(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int piece = pieceAt(text, at);
            clean.append(piece == 0 ? text.substring(at, at + 1) : INSTEAD);
            at += Math.max(1, piece);
        }
        return clean.toString();
    }

    /** How much of the text from here on is a piece of a form; 0 if too little is. */
    private int pieceAt(String text, int at) {
        int longest = 0;
        for (String form : forms) {
            for (int from = 0; from < form.length(); from++) {
                int length = common(text, at, form, from);
                if (length >= Math.min(PIECE, form.length())) {
                    longest = Math.max(longest, length);
                }
            }
        }
        return longest;
    }

    private static int common(String text, int at, String form, int from) {
        int most = Math.min(text.length() - at, form.length() - from);
        int length = 0;
        while (length < most
                && Character.toLowerCase(text.charAt(at + length))
                        == Character.toLowerCase(form.charAt(from + length))) {
            length++;
        }
        return length;
    }
}
