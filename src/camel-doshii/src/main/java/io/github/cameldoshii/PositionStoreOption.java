package io.github.cameldoshii;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What option {@code positionStore} says. */
sealed interface PositionStoreOption {

    /** Positions end with the process. */
    record Memory() implements PositionStoreOption {}

    /** They are kept in a file. */
    record InFile(Path path) implements PositionStoreOption {}

    /** They are kept in a database. */
    record InDatabase(String bean) implements PositionStoreOption {}

    /** {@code file:///path} is a URL; without a host it begins with three. */
    Pattern URL = Pattern.compile("//(?=/)");

    /** A drive of Windows in such a URL. */
    Pattern DRIVE = Pattern.compile("/(?=[A-Za-z]:)");

    /** As in other options of Camel that name a bean. */
    Pattern BEAN = Pattern.compile("#(bean:)?");

    /**
     * Reads the value; of nothing it is {@link Memory}.
     *
     * @throws IllegalArgumentException if it is none; says what is wrong and what it may be
     */
    static PositionStoreOption parse(String value) {
        if (value.isEmpty() || value.equals("memory")) {
            return new Memory();
        }
        if (value.startsWith("file:")) {
            return new InFile(path(value, value.substring("file:".length()).trim()));
        }
        if (value.startsWith("jdbc:")) {
            return new InDatabase(bean(value, value.substring("jdbc:".length()).trim()));
        }
        if (value.startsWith("classpath:")) {
            throw refused(
                    value,
                    "a class path cannot be written. An export of the Camel CLI makes classpath: of file:; set"
                            + " it to file: again in what was exported");
        }
        int colon = value.indexOf(':');
        // What comes after it may be a URL with a password.
        throw refused(colon < 0 ? value : value.substring(0, colon) + ":...", "there is no such kind of store");
    }

    private static Path path(String value, String path) {
        if (path.isEmpty()) {
            throw refused(value, "it names no file");
        }
        if (path.equals("~") || path.startsWith("~/")) {
            throw refused(value, "~ stands for no folder here; write {{env:HOME}}");
        }
        String plain = URL.matcher(path).lookingAt() ? path.substring(2) : path;
        if (plain.startsWith("//") && File.separatorChar == '/') {
            throw refused(
                    value,
                    "after // a URL names a host; write file:/ and an absolute path, or file: and a relative one");
        }
        if (File.separatorChar == '\\' && DRIVE.matcher(plain).lookingAt()) {
            plain = plain.substring(1);
        }
        try {
            return Path.of(plain);
        } catch (InvalidPathException e) {
            throw refused(value, "it names no possible file: " + e.getReason());
        }
    }

    private static String bean(String value, String bean) {
        String name = BEAN.matcher(bean).replaceFirst("");
        if (name.isEmpty()) {
            throw refused(value, "it names no DataSource");
        }
        if (name.indexOf(':') >= 0 || name.indexOf('/') >= 0) {
            // The value is not told: a JDBC URL may have a password in it.
            throw new IllegalArgumentException("Option positionStore: after jdbc: it has the URL of a database; it must"
                    + " be the name of a DataSource in the registry, for example jdbc:myDatabase");
        }
        return name;
    }

    private static IllegalArgumentException refused(String value, String why) {
        return new IllegalArgumentException("Option positionStore is '" + value + "': " + why
                + ". It must be memory, file:PATH (for example file:/data/doshii-positions), or jdbc:BEAN, where BEAN is"
                + " the name of a DataSource in the registry");
    }
}
