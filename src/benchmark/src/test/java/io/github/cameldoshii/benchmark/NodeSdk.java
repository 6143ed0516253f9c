package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The vendor's own client, installed with npm below the benchmark's directory. */
final class NodeSdk {

    static final String VERSION = "7.0.2";
    private static final String SCRIPT = "sdk-client.js";

    private final Path directory;

    /** @param directory where it is, or will be, installed */
    NodeSdk(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Installs what is missing; empty when it is ready, else the reason why it cannot be measured. */
    String install() throws IOException, InterruptedException {
        if (fails(List.of("node", "--version")) || fails(List.of("npm", "--version"))) {
            return "node or npm is not installed";
        }
        Files.createDirectories(directory);
        try (InputStream script = NodeSdk.class.getResourceAsStream("/benchmark/" + SCRIPT)) {
            Files.copy(script, directory.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.exists(directory.resolve("node_modules/doshii-partner-node-sdk/package.json"))) {
            return "";
        }
        return fails(List.of(
                        "npm",
                        "install",
                        "--prefix",
                        directory.toString(),
                        "--no-audit",
                        "--no-fund",
                        "doshii-partner-node-sdk@" + VERSION))
                ? "npm could not install doshii-partner-node-sdk " + VERSION
                : "";
    }

    List<String> command() {
        return List.of("node", directory.resolve(SCRIPT).toString());
    }

    private static boolean fails(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return true;
            }
            return process.exitValue() != 0;
        } catch (IOException e) {
            return true;
        }
    }
}
