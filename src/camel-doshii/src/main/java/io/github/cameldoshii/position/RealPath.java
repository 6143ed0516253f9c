package io.github.cameldoshii.position;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Where a path leads when every symbolic link on it is followed. {@link Path#toRealPath} does that only for what exists; a
 * link may be there before its target.
 */
final class RealPath {

    /** As Linux itself. */
    private static final int MOST_LINKS = 40;

    private RealPath() {}

    /**
     * The absolute path without a link in it, whether or not there is anything.
     *
     * @throws FileSystemLoopException if links lead in a circle
     * @throws IOException if a link cannot be read
     */
    static Path of(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Deque<Path> names = new ArrayDeque<>();
        absolute.forEach(names::addLast);
        Path real = absolute.getRoot();
        int links = 0;
        while (!names.isEmpty()) {
            Path next = step(real, names.removeFirst());
            if (!Files.isSymbolicLink(next)) {
                real = next;
                continue;
            }
            links++;
            if (links > MOST_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            Path target = Files.readSymbolicLink(next);
            real = target.isAbsolute() ? target.getRoot() : real;
            List<Path> steps = new ArrayList<>();
            target.forEach(steps::add);
            Collections.reverse(steps);
            steps.forEach(names::addFirst);
        }
        return real;
    }

    private static Path step(Path real, Path name) {
        return switch (name.toString()) {
            case "", "." -> real;
            case ".." -> real.getParent() == null ? real : real.getParent();
            default -> real.resolve(name);
        };
    }
}
