package io.github.cameldoshii.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The encodings in which a secret may appear besides escapes, which {@link TextView} undoes: Base64 and percent-encoding.
 * Stateless.
 */
final class SecretForms {

    private static final int BASE64_BYTES = 3;
    private static final int BASE64_BITS = 6;

    private SecretForms() {}

    static Set<String> of(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        forms.add(secret.strip());
        // As a message of one line has it, and as a form in a URL has it.
        forms.add(secret.strip().replaceAll("\\s+", " "));
        forms.add(secret.strip().replace(' ', '+'));
        // As it looks when its bytes are read in the wrong encoding.
        forms.add(new String(bytes, StandardCharsets.ISO_8859_1));
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().encodeToString(bytes));
        for (int before = 0; before < BASE64_BYTES; before++) {
            forms.add(within(Base64.getEncoder().withoutPadding(), bytes, before));
            forms.add(within(Base64.getUrlEncoder().withoutPadding(), bytes, before));
        }
        forms.removeIf(String::isEmpty);
        return forms;
    }

    /** What can be seen of it in the Base64 of a longer text, in which so many bytes of a group come before it. */
    private static String within(Base64.Encoder encoder, byte[] bytes, int before) {
        byte[] longer = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, longer, before, bytes.length);
        String encoded = encoder.encodeToString(longer);
        int first = (before * Byte.SIZE + BASE64_BITS - 1) / BASE64_BITS;
        int end = longer.length * Byte.SIZE / BASE64_BITS;
        return before == 0 ? encoded : encoded.substring(Math.min(first, end), end);
    }
}
