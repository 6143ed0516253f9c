package io.github.cameldoshii.springboot;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that were most likely meant by one that does not exist. Stateless. */
final class SimilarNames {

    private static final int MOST_SLIPS = 3;

    private SimilarNames() {}

    /** Those that a few slips make of the name, or that contain it, the most similar first. */
    static List<String> of(String name, List<String> known) {
        String plain = plain(name);
        return known.stream()
                .filter(candidate -> slips(plain, plain(candidate)) <= Math.min(MOST_SLIPS, plain.length() / 3)
                        || plain.length() > MOST_SLIPS && plain(candidate).contains(plain))
                .sorted(Comparator.comparingInt(candidate -> slips(plain, plain(candidate))))
                .toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Levenshtein's distance. */
    private static int slips(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
