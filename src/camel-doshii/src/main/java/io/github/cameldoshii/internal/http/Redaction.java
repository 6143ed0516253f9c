package io.github.cameldoshii.internal.http;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes secrets from a text, in every encoding in which they travel and in pieces too: a server may echo what it was sent, a
 * parser may quote the part that it does not understand, and a text that is cut may be cut within a secret. Immutable and
 * thread-safe.
 */
public final class Redaction {

    /** Of nothing. */
    public static final Redaction NONE = new Redaction(Set.of(), new BitSet(), Set.of(), List.of());

    /** What stands in the place of a secret. */
    public static final String INSTEAD = "xxxxxx";

    /** A shorter piece tells nothing, and could be a part of any word. A secret as short as that counts whole. */
    private static final int PIECE = 6;

    private static final int SHORTEST = 3;

    private static final int SIEVE_BITS = 19;

    /** Each run of six bytes of every form of every secret. */
    private final Set<Long> pieces;

    /** The hashes of the pieces: most of a text is none, and this says so faster. Not changed any more. */
    private final BitSet sieve;

    private final Set<String> shortSecrets;
    private final List<String> ordinaryWords;

    private Redaction(Set<Long> pieces, BitSet sieve, Set<String> shortSecrets, List<String> ordinaryWords) {
        this.pieces = pieces;
        this.sieve = sieve;
        this.shortSecrets = shortSecrets;
        this.ordinaryWords = ordinaryWords;
    }

    /** Of these, and of what has them in Base64 or percent-encoded. Blank ones are ignored. */
    public static Redaction of(String... secrets) {
        Redaction redaction = NONE;
        for (String secret : secrets) {
            redaction = redaction.with(secret);
        }
        return redaction;
    }

    /** Leaves these words in a text also where a secret contains them. */
    public Redaction sparing(List<String> words) {
        return new Redaction(pieces, sieve, shortSecrets, List.copyOf(words));
    }

    /** Of this secret too. */
    public Redaction with(String secret) {
        String stripped = secret.strip();
        if (stripped.length() < SHORTEST) {
            return this;
        }
        if (stripped.length() < PIECE) {
            Set<String> all = new HashSet<>(shortSecrets);
            all.addAll(SecretForms.of(stripped));
            return new Redaction(pieces, sieve, all, ordinaryWords);
        }
        Set<Long> all = new HashSet<>(pieces);
        BitSet hashes = (BitSet) sieve.clone();
        for (String form : SecretForms.of(secret)) {
            for (TextView view : TextView.of(form).decoded()) {
                for (int i = 0; i + PIECE <= view.size(); i++) {
                    long piece = piece(view, i);
                    all.add(piece);
                    hashes.set(hash(piece));
                }
            }
        }
        return new Redaction(all, hashes, shortSecrets, ordinaryWords);
    }

    /** The text without them. */
    public String apply(String text) {
        if (pieces.isEmpty() && shortSecrets.isEmpty()) {
            return text;
        }
        BitSet hidden = new BitSet(text.length());
        TextView view = TextView.of(text);
        view.decoded().forEach(each -> markPieces(each, hidden));
        view.hexadecimal().forEach(each -> markPieces(each, hidden));
        shortSecrets.forEach(secret -> markWhole(text, secret, hidden));
        return hidden.isEmpty() ? text : without(text, hidden);
    }

    private void markPieces(TextView view, BitSet hidden) {
        for (int i = 0; i + PIECE <= view.size(); i++) {
            long piece = piece(view, i);
            if (sieve.get(hash(piece)) && pieces.contains(piece)) {
                hidden.set(view.from(i), view.to(i + PIECE - 1));
            }
        }
    }

    /** Only where it is a word of its own: so short a secret is a part of many words. */
    private static void markWhole(String text, String secret, BitSet hidden) {
        for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
            int end = at + secret.length();
            boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (starts && ends) {
                hidden.set(at, end);
            }
        }
    }

    private String without(String text, BitSet hidden) {
        StringBuilder clean = new StringBuilder(text.length());
        int done = 0;
        for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(done)) {
            int end = hidden.nextClearBit(start);
            clean.append(text, done, start).append(isOrdinary(text, start, end) ? text.substring(start, end) : INSTEAD);
            done = end;
        }
        return clean.append(text, done, text.length()).toString();
    }

    /** Whether this part of a text belongs to one of the words that are spared. */
    private boolean isOrdinary(String text, int start, int end) {
        for (String word : ordinaryWords) {
            for (int at = Math.max(0, end - word.length()); at <= start; at++) {
                if (text.regionMatches(true, at, word, 0, word.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long piece(TextView view, int at) {
        long piece = 0;
        for (int i = at; i < at + PIECE; i++) {
            piece = piece << Byte.SIZE | view.at(i) & 0xFF;
        }
        return piece;
    }

    private static int hash(long piece) {
        return (int) (piece * 0x9E3779B97F4A7C15L >>> Long.SIZE - SIEVE_BITS);
    }
}
