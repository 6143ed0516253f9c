package io.github.cameldoshii.internal.protocol;

/** A glob pattern: {@code *} matches any characters, also none, and {@code ?} exactly one. */
record GlobPattern(String pattern) {

    boolean matchesEverything() {
        return pattern.chars().allMatch(c -> c == '*');
    }

    /** Needs time in proportion to the lengths' product at worst, whatever the pattern. */
    boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int starredTo = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starredTo = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++starredTo;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
