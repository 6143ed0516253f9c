package io.github.cameldoshii.runner.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the page, and nothing else of the class path. Immutable. */
final class PageFiles {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, PageFile> files;

    /** A file and its media type. */
    record PageFile(String type, byte[] content) {}

    private PageFiles(Map<String, PageFile> files) {
        this.files = files;
    }

    /** Reads them into memory. */
    static PageFiles load() {
        return new PageFiles(Stream.of(read("files.txt").split("\\s+"))
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), name -> new PageFile(type(name), bytes(name)))));
    }

    /** @param path of a request; empty if there is no such file */
    Optional<PageFile> at(String path) {
        if (path.equals("/")) {
            return Optional.of(files.get("index.html"));
        }
        return path.startsWith(PageHandler.BASE)
                ? Optional.ofNullable(files.get(path.substring(PageHandler.BASE.length())))
                : Optional.empty();
    }

    private static String type(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String read(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8).strip();
    }

    private static byte[] bytes(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
