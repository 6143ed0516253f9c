package io.github.cameldoshii.runner;

/** How many slips part two words: a letter too many, one too few, a wrong one, or two that have changed places. */
final class EditDistance {

    private EditDistance() {}

    static int between(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : least(slips, one, other, i, j);
            }
        }
        return slips[one.length()][other.length()];
    }

    private static int least(int[][] slips, String one, String other, int i, int j) {
        char last = one.charAt(i - 1);
        char otherLast = other.charAt(j - 1);
        int least = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
        least = Math.min(least, slips[i - 1][j - 1] + (last == otherLast ? 0 : 1));
        boolean changedPlaces = i > 1 && j > 1 && last == other.charAt(j - 2) && otherLast == one.charAt(i - 2);
        return changedPlaces ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
    }
}
