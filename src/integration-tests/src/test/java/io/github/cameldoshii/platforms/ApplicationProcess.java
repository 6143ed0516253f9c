package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An executable jar of Spring Boot as a process, in a folder of its own; ended with the test. */
final class ApplicationProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final long END_SECONDS = 60;
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private ApplicationProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it with a web server at any free port.
     *
     * @param environment variables beside those of this process
     * @param arguments properties, as {@code --name=value}
     */
    static ApplicationProcess start(Path jar, Path folder, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar", jar.toString(), "--server.port=0"));
        command.addAll(arguments);
        try {
            Path log = Files.createTempFile(folder, "application", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new ApplicationProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that it has printed. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it answers at a path, as text; waits for the web server. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + port() + path);
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String port() {
        await().atMost(START).untilAsserted(() -> assertThat(output()).containsPattern(PORT));
        Matcher port = PORT.matcher(output());
        assertThat(port.find()).isTrue();
        return port.group(1);
    }

    /** Waits until a path answers with this status and text. */
    void awaitAnswer(String path, int status, String... texts) {
        await().atMost(START).untilAsserted(() -> {
            HttpResponse<String> answer = get(path);
            assertThat(answer.body()).contains(texts);
            assertThat(answer.statusCode()).isEqualTo(status);
        });
    }

    /** What a SIGTERM ends with. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS))
                .as(() -> "ended in time; it printed:\n" + output())
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
