package io.github.cameldoshii.platforms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.shared.invoker.MavenInvocationException;

/** The Camel CLI as JBang runs it: one source file on the class path of {@code camel-jbang-core}, in a process of its own. */
final class CamelCli {

    private static final Path SOURCES = Path.of("src/integration-tests/src/test/resources/platforms/camel-cli");

    private final String classPath;
    private final LocalRepository repository;
    private final Path home;

    private CamelCli(String classPath, LocalRepository repository, Path home) {
        this.classPath = classPath;
        this.repository = repository;
        this.home = home;
    }

    /**
     * Fetches what the CLI itself consists of.
     *
     * @param folder for the CLI's own files
     * @param repository where it finds this project's artifacts
     */
    static CamelCli install(Path folder, LocalRepository repository) throws IOException, MavenInvocationException {
        Path home = Files.createDirectories(folder.toAbsolutePath());
        Files.copy(SOURCES.resolve("pom.xml"), home.resolve("pom.xml"));
        Path classPath = home.resolve("class-path");
        MavenBuild.run(home, repository, "-q", "dependency:build-classpath", "-Dmdep.outputFile=" + classPath);
        return new CamelCli(Files.readString(classPath), repository, home).withHome(home);
    }

    /** The same with another home of the user, where the CLI keeps what is set for all of its commands, such as plugins. */
    CamelCli withHome(Path other) throws IOException {
        Path maven = Files.createDirectories(other.resolve(".m2"));
        Optional<Path> settings = MavenBuild.userSettings();
        if (settings.isPresent()) {
            Files.copy(settings.get(), maven.resolve("settings.xml"));
        }
        return new CamelCli(classPath, repository, other);
    }

    /** Starts {@code camel command arguments... more...}. */
    JavaProcess start(
            Path directory, Map<String, String> environment, String command, List<String> arguments, String... more) {
        List<String> java = new ArrayList<>();
        java.add("-Dmaven.repo.local=" + repository.path());
        // Neither reads nor writes what the user of this machine has set for the CLI.
        java.add("-Duser.home=" + home);
        java.add("-cp");
        java.add(classPath);
        java.add(SOURCES.resolve("CamelJBang.java").toAbsolutePath().toString());
        java.add(command);
        java.addAll(arguments);
        java.addAll(List.of(more));
        return JavaProcess.start(directory, environment, java);
    }
}
