package io.github.cameldoshii.runner;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds pieces of secrets of six characters or more, in the usual encodings. Knows nothing of what hides them. */
final class Leaks {

    private static final int PIECE = 6;
    private static final int BASE64_PIECE = 8;
    private static final int INDEXED = 3;

    /** What is printed without any secret too. */
    private static final List<String> ORDINARY = List.of("Exchange.", "#bean:", "$simple");

    /** By their first characters, so that each place of a long text is looked at once. */
    private final Map<String, List<String>> pieces = new HashMap<>();

    /** The sums of their first characters: at most places of a text a look at these is enough. */
    private final BitSet sums = new BitSet();

    Leaks(Collection<String> secrets) {
        secrets.stream().map(String::strip).forEach(this::add);
    }

    /** What of the secrets is in the text. */
    Collection<String> in(String text) {
        TreeSet<String> found = new TreeSet<>();
        for (int at = 0; at + INDEXED <= text.length(); at++) {
            if (sums.get(sum(text, at))) {
                addPieces(text, at, found);
            }
        }
        return found;
    }

    private void addPieces(String text, int at, Collection<String> found) {
        for (String piece : pieces.getOrDefault(text.substring(at, at + INDEXED), List.of())) {
            if (text.startsWith(piece, at)) {
                found.add(piece);
            }
        }
    }

    private static int sum(String text, int at) {
        int sum = 0;
        for (int i = at; i < at + INDEXED; i++) {
            sum = 31 * sum + text.charAt(i);
        }
        return sum;
    }

    private void add(String secret) {
        for (int at = 0; at == 0 || at + PIECE <= secret.length(); at++) {
            String piece = secret.substring(at, Math.min(secret.length(), at + PIECE));
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            if (ORDINARY.stream().anyMatch(word -> word.contains(piece))) {
                continue;
            }
            index(piece);
            index(URLEncoder.encode(piece, StandardCharsets.UTF_8));
            index(URLEncoder.encode(piece, StandardCharsets.UTF_8).replace("+", "%20"));
            index(piece.replace("\\", "\\\\").replace("\"", "\\\""));
            index(piece.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"));
            index(HexFormat.of().formatHex(bytes));
            index(HexFormat.ofDelimiter(" ").formatHex(bytes));
        }
        for (int before = 0; before < INDEXED; before++) {
            byte[] longer = ("\0".repeat(before) + secret).getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(longer);
            for (int at = before == 0 ? 0 : before + 1; at + BASE64_PIECE < base64.length(); at++) {
                index(base64.substring(at, at + BASE64_PIECE));
            }
        }
    }

    private void index(String piece) {
        sums.set(sum(piece, 0));
        pieces.computeIfAbsent(piece.substring(0, INDEXED), start -> new ArrayList<>())
                .add(piece);
    }
}
