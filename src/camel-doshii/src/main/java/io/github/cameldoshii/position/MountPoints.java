package io.github.cameldoshii.position;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is mounted where this process runs, as Linux tells it; elsewhere nothing is known. */
final class MountPoints {

    private static final Path TABLE = Path.of("/proc/self/mountinfo");

    /** The places of the mount point and of its options in a line, from 0; see proc(5). */
    private static final int MOUNT_POINT = 4;

    private static final int OPTIONS = 5;

    /** Blanks, line feeds and backslashes are written in octal. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    private record Mount(Path point, List<String> options) {}

    private final List<Mount> mounts;

    private MountPoints(List<Mount> mounts) {
        this.mounts = mounts;
    }

    /** Those of now. */
    static MountPoints ofProcess() {
        try {
            return of(new String(Files.readAllBytes(TABLE), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return of("");
        }
    }

    static MountPoints of(String table) {
        return new MountPoints(Arrays.stream(table.split("\n"))
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > OPTIONS)
                .map(fields -> new Mount(Path.of(unescape(fields[MOUNT_POINT])), options(fields)))
                .toList());
    }

    /** Of the mount, and after a lone dash, of the file system. */
    private static List<String> options(String[] fields) {
        return List.of((fields[OPTIONS] + "," + fields[fields.length - 1]).split(","));
    }

    /** Whether something is mounted on this very path, which must be without links. */
    boolean contain(Path real) {
        return mounts.stream().map(Mount::point).anyMatch(real::equals);
    }

    /** Whether nobody may write at this path, which must be without links. */
    boolean isReadOnly(Path real) {
        Optional<Mount> nearest = Optional.empty();
        for (Mount mount : mounts) {
            // Of several on one point the last one is seen.
            if (real.startsWith(mount.point())
                    && nearest.map(other -> mount.point().startsWith(other.point()))
                            .orElse(true)) {
                nearest = Optional.of(mount);
            }
        }
        return nearest.map(mount -> mount.options().contains("ro")).orElse(false);
    }

    private static String unescape(String field) {
        return ESCAPED.matcher(field)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 8))));
    }
}
