package io.github.cameldoshii.runner.observability;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.runner.FreePort;
import io.github.cameldoshii.runner.RunnerJar;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;

/**
 * The runner's jar with one route, in a process of its own, whose metrics are scraped as Prometheus does: every 15 s of the
 * day. The times of the route are as many times shorter as the day is, so that on its axis they are about the defaults.
 */
final class WatchedRunner implements AutoCloseable {

    private static final long SCRAPE_MILLIS = 15_000 / Recording.SPEED;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** Of the day. */
    private static final Duration SLOW = Duration.ofSeconds(8);

    private static final Duration START = Duration.ofSeconds(60);

    private static final String ROUTE =
            """
            - route:
                id: orders
                from:
                  uri: doshii:simulator
                  parameters:
                    heartbeatInterval: %1$s
                    pongTimeout: %2$s
                    reconnectDelay: %3$s
                    reconnectMaxDelay: %1$s
                    refusedDelay: %4$s
                    catchUpOverlap: %1$s
                    reconcileInterval: %2$s
                    queueSize: 2
                    initialCatchUp: %5$s
                  steps:
                    - to: "%6$s"
            """;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final RunnerJar jar;
    private final Recording recording;
    private final URI metrics;

    private WatchedRunner(RunnerJar jar, Recording recording, URI metrics) {
        this.jar = jar;
        this.recording = recording;
        this.metrics = metrics;
    }

    /**
     * Starts it, and scrapes it from when it has printed a text.
     *
     * @param initialCatchUp how far back the route looks at its start
     * @param target where the route sends its events
     */
    static WatchedRunner start(
            Path directory,
            DoshiiSimulator simulator,
            String initialCatchUp,
            String target,
            Map<String, String> environment,
            String printed)
            throws IOException {
        int port = FreePort.next();
        Files.writeString(
                directory.resolve("r.yaml"),
                ROUTE.formatted(ofTheDay(30), ofTheDay(120), ofTheDay(1), ofTheDay(180), initialCatchUp, target));
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("CAMEL_COMPONENT_DOSHII_SOCKETURL", simulator.socketUrl());
        variables.put("CAMEL_COMPONENT_DOSHII_APIURL", simulator.apiUrl());
        variables.put("CAMEL_MANAGEMENT_PORT", Integer.toString(port));
        variables.put("CAMEL_METRICS_BINDERS", "uptime");
        RunnerJar jar = RunnerJar.start(directory, variables, List.of(), "run", "r.yaml");
        jar.awaitOutput(printed);
        WatchedRunner runner = new WatchedRunner(
                jar, new Recording("runner:9876"), URI.create("http://localhost:" + port + "/observe/metrics"));
        runner.thread.scheduleAtFixedRate(runner::scrape, 0, SCRAPE_MILLIS, TimeUnit.MILLISECONDS);
        await().atMost(START).until(() -> runner.recording.latest("state=\"live\"") == 1);
        return runner;
    }

    /** An option's text for a time of the day. */
    private static String ofTheDay(long seconds) {
        return seconds * 1_000 / Recording.SPEED + "ms";
    }

    private void scrape() {
        Duration time = recording.now();
        Optional<String> exposed = exposed();
        // Its values may be from different times of the day; Prometheus does without a scrape now and then.
        boolean isSlow = recording.now().minus(time).compareTo(SLOW) > 0;
        if (exposed.isEmpty() || !isSlow) {
            recording.add(time, exposed);
        }
    }

    private Optional<String> exposed() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(metrics).timeout(TIMEOUT).build();
            return Optional.of(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException noAnswer) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    Recording recording() {
        return recording;
    }

    /** Waits until so much of the day has passed since a time of it, and returns the time that it is then. */
    Duration awaitTime(Duration since, Duration passed) {
        Duration until = since.plus(passed);
        await().pollInterval(Duration.ofMillis(10))
                .atMost(START)
                .until(() -> recording.now().compareTo(until) >= 0);
        return recording.now();
    }

    /** Waits until a counter or gauge has such a value, and returns the time of the day that it is then. */
    Duration awaitValue(DoublePredicate wanted, String... parts) {
        await(String.join(" ", parts))
                .pollInterval(Duration.ofMillis(10))
                .atMost(START)
                .until(() -> wanted.test(recording.latest(parts)));
        return recording.now();
    }

    /** Kills the process; scrapes go on. */
    void kill() {
        jar.close();
    }

    @Override
    public void close() {
        jar.close();
        thread.shutdownNow();
    }
}
