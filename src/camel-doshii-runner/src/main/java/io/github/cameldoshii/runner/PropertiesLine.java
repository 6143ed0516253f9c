package io.github.cameldoshii.runner;

/**
 * A line of a properties file together with those that it goes on in, as {@link java.util.Properties#load} has it.
 *
 * @param text all of it, with its line breaks
 */
record PropertiesLine(String text) {

    private static final String WHITE_SPACE = " \t\f";
    private static final String SEPARATORS = "=:" + WHITE_SPACE;

    /** What may follow a backslash that is meant as one. */
    private static final String ESCAPED = "\\tnrfu:=#!\"'\r\n" + WHITE_SPACE;

    /** The one that begins at this place. */
    static PropertiesLine at(String text, int start) {
        int at = start;
        boolean comment = isCommentAt(text, start);
        while (at < text.length() && !isBreak(text.charAt(at))) {
            boolean escape = text.charAt(at) == '\\' && !comment;
            at = escape && at + 1 < text.length() ? afterBreak(text, at + 1) : at + 1;
        }
        int end = at < text.length() ? afterBreak(text, at) : at;
        return new PropertiesLine(text.substring(start, end));
    }

    /** Whether there is nothing in it, or a remark. */
    boolean isComment() {
        return text.isBlank() || isCommentAt(text, 0);
    }

    /** Whether something parts a name from a value; white space does, if anything follows it. */
    boolean hasSeparator() {
        String stripped = text.strip();
        return separator(stripped) < stripped.length();
    }

    /** Whether a backslash in the value is lost, because what follows it needs none. */
    boolean dropsBackslash() {
        String line = text.stripLeading();
        int at = separator(line);
        while (at < line.length() - 1) {
            boolean escape = line.charAt(at) == '\\';
            if (escape && ESCAPED.indexOf(line.charAt(at + 1)) < 0) {
                return true;
            }
            at += escape ? 2 : 1;
        }
        return false;
    }

    /** The line breaks in it. */
    int breaks() {
        int breaks = 0;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            boolean first = each == '\r' && !text.startsWith("\n", at + 1);
            breaks += first || each == '\n' ? 1 : 0;
        }
        return breaks;
    }

    private static int separator(String line) {
        int at = 0;
        while (at < line.length() && SEPARATORS.indexOf(line.charAt(at)) < 0) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private static boolean isCommentAt(String text, int start) {
        int at = start;
        while (at < text.length() && WHITE_SPACE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() && (text.charAt(at) == '#' || text.charAt(at) == '!');
    }

    private static boolean isBreak(char each) {
        return each == '\n' || each == '\r';
    }

    /** Behind the character at this place; a line break of two is one. */
    private static int afterBreak(String text, int at) {
        return at + (text.startsWith("\r\n", at) ? 2 : 1);
    }
}
