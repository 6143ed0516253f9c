package io.github.cameldoshii.position;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is mounted where this process runs, as Linux tells it; elsewhere nothing is known. */
final class MountPoints {

    private static final Path TABLE = Path.of("/proc/self/mountinfo");

    /** The place of the mount point in a line, from 0; see proc(5). */
    private static final int MOUNT_POINT = 4;

    /** Blanks, line feeds and backslashes are written in octal. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    private MountPoints() {}

    /** Whether something is mounted on this very path, which must be without links. */
    static boolean contain(Path real) {
        try {
            return contain(new String(Files.readAllBytes(TABLE), StandardCharsets.UTF_8), real);
        } catch (IOException e) {
            return false;
        }
    }

    static boolean contain(String table, Path real) {
        return Arrays.stream(table.split("\n"))
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > MOUNT_POINT)
                .map(fields -> unescape(fields[MOUNT_POINT]))
                .anyMatch(real.toString()::equals);
    }

    private static String unescape(String field) {
        return ESCAPED.matcher(field)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 8))));
    }
}
