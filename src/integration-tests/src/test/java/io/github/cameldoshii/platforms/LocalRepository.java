package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository as it is after {@code mvn install}, without touching that of the machine: the project's own
 * artifacts are copies of what the reactor has just packaged, all others are links to the repository of the machine, so that
 * nothing is fetched twice. Give it to Maven as {@code -Dmaven.repo.local}.
 */
public final class LocalRepository {

    private static final List<String> OURS = List.of("io", "github", "cameldoshii");
    private static final String VERSION = System.getProperty("project.version");
    private static final Path MODULES = Path.of("src");

    /**
     * Where other folders than ours begin that nothing but these tests may have fetched from. They are made in the repository of
     * the machine, for a link to something missing is of no use, and what is fetched into no link is fetched by each run anew.
     */
    private static final List<String> FETCHED_BY_TESTS =
            List.of("io/quarkus", "io/smallrye", "io/github/classgraph", "io/github/dmlloyd");

    private final Path folder;

    private LocalRepository(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes it, or brings it up to date.
     *
     * @param folder where, made if need be; of this caller alone
     * @param artifacts those of this project that are needed, by their id; the parent is always there
     */
    public static LocalRepository create(Path folder, String... artifacts) {
        Path machine = Path.of(System.getProperty("machine.repository"));
        LocalRepository repository = new LocalRepository(folder.toAbsolutePath());
        try {
            for (String fetched : FETCHED_BY_TESTS) {
                Files.createDirectories(machine.resolve(fetched));
            }
            link(machine, repository.folder, OURS);
            repository.lay("camel-doshii-parent", Path.of("."), "pom");
            for (String artifact : artifacts) {
                repository.lay(artifact, MODULES.resolve(artifact), "jar");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return repository;
    }

    /** Its folder, absolute. */
    public Path path() {
        return folder;
    }

    /** Links all that a folder of the machine has, but for the way to our own artifacts, which becomes folders. */
    private static void link(Path machine, Path here, List<String> way) throws IOException {
        Files.createDirectories(here);
        if (way.isEmpty() || !Files.isDirectory(machine)) {
            return;
        }
        try (Stream<Path> children = Files.list(machine)) {
            for (Path child : children.toList()) {
                Path link = here.resolve(child.getFileName());
                boolean ours = child.getFileName().toString().equals(way.get(0));
                if (!ours && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createSymbolicLink(link, child.toAbsolutePath());
                }
            }
        }
        link(machine.resolve(way.get(0)), here.resolve(way.get(0)), way.subList(1, way.size()));
    }

    private void lay(String artifact, Path module, String packaging) throws IOException {
        Path there = folder.resolve(String.join("/", OURS)).resolve(artifact).resolve(VERSION);
        Files.createDirectories(there);
        copy(module.resolve("pom.xml"), there.resolve(artifact + "-" + VERSION + ".pom"));
        if (!packaging.equals("pom")) {
            String name = artifact + "-" + VERSION + "." + packaging;
            copy(module.resolve("target").resolve(name), there.resolve(name));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        assertThat(from).as("packaged by the build of the module").isRegularFile();
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
