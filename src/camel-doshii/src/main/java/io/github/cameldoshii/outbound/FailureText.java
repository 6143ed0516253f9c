package io.github.cameldoshii.outbound;

import java.nio.file.InvalidPathException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** What a failure says, for people: on one line, also where parts of it came from outside. */
public final class FailureText {

    /** Of an address: user and password, and the query. */
    private static final Pattern WHAT_MAY_BE_SECRET =
            Pattern.compile("(?<=://)[^/@\\s]*@|(?<=https?://[^\\s?]{1,500})\\?\\S*");

    private static final int DEEPEST = 20;
    private static final int LONGEST = 4_000;

    private FailureText() {}

    /** The exception and its causes, innermost first; at most 20. */
    static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = thrown; t != null && causes.size() < DEEPEST; t = t.getCause()) {
            causes.add(t);
        }
        Collections.reverse(causes);
        return causes;
    }

    /** What the innermost cause says; what is next around it, too, where that alone says what failed. */
    public static String ofInnermostCause(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        String innermost = of(causes.get(0));
        if (causes.size() == 1 || !isShort(causes.get(0))) {
            return readable(innermost);
        }
        String around = of(causes.get(1));
        return readable(around.contains(innermost) ? around : around + ": " + innermost);
    }

    /** "Connection refused" does not say which. */
    private static boolean isShort(Throwable thrown) {
        return thrown.getMessage() == null || thrown.getMessage().length() < 40;
    }

    /** What one exception says by itself. A message of one word says nothing without the name of its exception. */
    public static String of(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage() == null ? "" : thrown.getMessage().strip();
        if (message.isEmpty()) {
            return name;
        }
        String text = message.contains(" ") ? message : name + ": " + message;
        return WHAT_MAY_BE_SECRET.matcher(text).replaceAll("") + hint(thrown);
    }

    private static String hint(Throwable thrown) {
        if (thrown instanceof SQLException sql && sql.getSQLState() != null) {
            return " (SQL state " + sql.getSQLState() + ")";
        }
        return isOfTheLocale(thrown)
                ? " (file names of this process are " + System.getProperty("sun.jnu.encoding")
                        + ", by its locale; start it with LC_ALL=C.UTF-8)"
                : "";
    }

    /** Java turns a name into bytes as the locale says; where it cannot, the message does not say why. */
    private static boolean isOfTheLocale(Throwable thrown) {
        return thrown instanceof InvalidPathException path
                && path.getReason() != null
                && path.getReason().contains("unmappable");
    }

    /**
     * The text with what cannot be read, or stored as UTF-8, as an escape: control and format characters, unpaired
     * surrogates. Ends of lines become spaces; what is longer than 4,000 characters is cut.
     */
    static String readable(String text) {
        StringBuilder readable = new StringBuilder();
        text.strip().replaceAll("\\s*\\R\\s*", " ").codePoints().limit(LONGEST).forEach(c -> append(readable, c));
        return readable.toString();
    }

    private static void append(StringBuilder text, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> text.append("\\u").append(hex(codePoint));
            default -> text.appendCodePoint(codePoint);
        }
    }

    private static String hex(int codePoint) {
        String hex = Integer.toHexString(codePoint);
        return hex.length() <= 4 ? "0".repeat(4 - hex.length()) + hex : "{" + hex + "}";
    }
}
