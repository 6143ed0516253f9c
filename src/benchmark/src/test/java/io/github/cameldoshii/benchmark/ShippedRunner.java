package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The runner's jar as users get it, with its own main class and log, and one YAML route. */
final class ShippedRunner {

    private static final String MAIN = "io.github.cameldoshii.runner.Runner";

    private final Path directory;
    private final Path jar = Path.of("target", "camel-doshii-runner.jar").toAbsolutePath();

    /** @param directory where its route and its position go */
    ShippedRunner(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Why it cannot be measured; empty if it can. */
    String obstacle() {
        return Files.exists(jar) ? "" : jar + " is not there (mvn package builds it)";
    }

    /** @param flags of the JVM */
    List<String> command(List<String> flags, String port) throws IOException {
        Files.createDirectories(directory);
        Path route = directory.resolve("route.yaml");
        Files.writeString(
                route,
                """
                - route:
                    id: benchmark
                    from:
                      uri: doshii:sandbox
                      parameters:
                        clientId: benchmark
                        socketUrl: RAW(ws://127.0.0.1:%s/app/socket)
                      steps:
                        - filter:
                            simple: ${header.CamelDoshiiEventType} == 'order_updated'
                            steps:
                              - process:
                                  ref: '#class:%s'
                """
                        .formatted(port, ShippedRouteStep.class.getName()));
        Files.deleteIfExists(directory.resolve("positions"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-Ddoshii.position.file=" + directory.resolve("positions"));
        command.add("-cp");
        command.add(jar + System.getProperty("path.separator") + classes());
        command.add(MAIN);
        command.add("run");
        command.add(route.toString());
        return command;
    }

    /** The benchmark's own classes, without what stands beside them on this class path. */
    private static Path classes() {
        try {
            return Path.of(ShippedRunner.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
