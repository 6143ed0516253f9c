package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;

/** Builds a user's project by the Maven, and with the settings, that build this one. */
public final class MavenBuild {

    /** What the build of this project says of itself: "settings:PATH" and "offline:true" or "offline:false". */
    private static final File SETTINGS =
            new File(System.getProperty("machine.settings").substring("settings:".length()));

    private static final boolean OFFLINE = System.getProperty("machine.offline").equals("offline:true");

    private static final int SECONDS = 300;

    /** Of a JVM that lives for seconds, besides those of the machine. */
    private static final String OPTIONS =
            System.getenv().getOrDefault("MAVEN_OPTS", "") + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private MavenBuild() {}

    /** The user's settings on this machine, if there are any. */
    static Optional<Path> userSettings() {
        return Optional.of(SETTINGS.toPath()).filter(Files::exists);
    }

    /**
     * Runs Maven, and fails with all that it printed if it does.
     *
     * @param project the folder that has the POM
     * @param repository where it finds this project's artifacts
     * @param arguments goals and options
     */
    public static void run(Path project, LocalRepository repository, String... arguments)
            throws MavenInvocationException {
        Queue<String> printed = new ConcurrentLinkedQueue<>();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("-Dstyle.color=never");
        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(project.toFile());
        request.setLocalRepositoryDirectory(repository.path().toFile());
        request.setMavenHome(new File(System.getProperty("machine.maven")));
        request.setJavaHome(new File(System.getProperty("java.home")));
        request.setOffline(OFFLINE);
        request.setBatchMode(true);
        request.setNoTransferProgress(true);
        request.setMavenOpts(OPTIONS);
        request.setTimeoutInSeconds(SECONDS);
        request.setOutputHandler(printed::add);
        request.setErrorHandler(printed::add);
        request.addArgs(all);
        userSettings().map(Path::toFile).ifPresent(request::setUserSettingsFile);
        InvocationResult result = new DefaultInvoker().execute(request);

        assertThat(result.getExecutionException()).isNull();
        assertThat(result.getExitCode())
                .as(() -> "mvn " + String.join(" ", arguments) + " printed:\n" + String.join("\n", printed))
                .isZero();
    }
}
