package io.github.cameldoshii.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An executable jar of Spring Boot as a process, with a web server at any free port; it ends with the test. */
record SpringBootApplication(JavaProcess process, HttpClient client) implements AutoCloseable {

    /**
     * Starts it.
     *
     * @param environment variables beside those of this process
     * @param properties as {@code --name=value}
     */
    static SpringBootApplication start(
            Path jar, Path directory, Map<String, String> environment, List<String> properties) {
        List<String> arguments = new ArrayList<>(List.of("-Xmx256m", "-jar", jar.toString(), "--server.port=0"));
        arguments.addAll(properties);
        return new SpringBootApplication(
                JavaProcess.start(directory, environment, arguments), HttpClient.newHttpClient());
    }

    /** Waits until a path answers with this status and these texts. */
    void awaitAnswer(String path, int status, String... texts) {
        URI address = URI.create("http://localhost:" + process.awaitPrinted("Tomcat started on port (\\d+)") + path);
        await().atMost(JavaProcess.PATIENCE).untilAsserted(() -> {
            HttpResponse<String> answer = get(address);
            assertThat(answer.body()).contains(texts);
            assertThat(answer.statusCode()).isEqualTo(status);
        });
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What a SIGTERM ends with. */
    int terminate() throws InterruptedException {
        process.terminate();
        return process.exitCode();
    }

    int exitCode() throws InterruptedException {
        return process.exitCode();
    }

    /** All that it has printed. */
    String output() {
        return process.printed();
    }

    @Override
    public void close() {
        process.close();
    }
}
