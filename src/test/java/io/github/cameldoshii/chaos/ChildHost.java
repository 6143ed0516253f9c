package io.github.cameldoshii.chaos;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.position.AtomicFileStateRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the routes in a process of their own, which is killed with SIGKILL. */
final class ChildHost implements Host {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int KILL_SECONDS = 30;

    private final Conditions conditions;
    private final Path folder;
    private final List<String> command = new ArrayList<>();
    private final Stays stays = new Stays();

    private volatile Process process;

    /** @param paceMillis how long an exchange takes */
    ChildHost(Conditions conditions, String socketUrl, String apiUrl, Path folder, int paceMillis, Sabotage sabotage) {
        this.conditions = conditions;
        this.folder = folder;
        // A short life: compiling well would cost more than it gains.
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dlog4j2.level=OFF",
                "-cp",
                System.getProperty("java.class.path"),
                RoutesProcess.class.getName()));
        command.addAll(RoutesProcess.arguments(conditions, socketUrl, apiUrl, folder, paceMillis, sabotage));
    }

    @Override
    public void begin() throws Exception {
        spawn();
        await().atMost(PATIENCE).until(this::isConnected);
        // A first connection is only a position if it was stored before the first kill.
        await().atMost(PATIENCE)
                .until(() -> RoutesProcess.positions(folder).toFile().exists());
    }

    private boolean isConnected() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the child ended with " + process.exitValue());
        }
        return conditions.routes().stream().allMatch(route -> lines().stream()
                .anyMatch(
                        line -> line.route().equals(route.id()) && line.status().equals("connected")));
    }

    private void spawn() throws IOException {
        AtomicFileStateRepository positions = new AtomicFileStateRepository(RoutesProcess.positions(folder));
        positions.start();
        conditions.routes().forEach(route -> stays.begin(route.id(), positions::getState));
        positions.stop();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()))
                .start();
    }

    @Override
    public void control(Step.Control step) throws Exception {
        if (step instanceof Step.Kill) {
            kill();
        } else if (step instanceof Step.Spawn && !process.isAlive()) {
            spawn();
        }
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the child does not die");
        }
    }

    @Override
    public void recoverAll() throws IOException {
        if (!process.isAlive()) {
            spawn();
        }
        // How long a process takes to start says nothing about recovery.
        await().atMost(PATIENCE).until(this::isUp);
    }

    private boolean isUp() {
        List<Line> lines = lines();
        return conditions.routes().stream().allMatch(route -> {
            List<History.Stay> all = stays.of(route.id());
            long since = all.get(all.size() - 1).since();
            return lines.stream().anyMatch(line -> line.route().equals(route.id()) && line.receivedAt() >= since);
        });
    }

    @Override
    public List<Line> lines() {
        return Journal.read(RoutesProcess.journal(folder));
    }

    @Override
    public List<History.Stay> stays(String route) {
        return stays.of(route);
    }

    @Override
    public boolean isAtRest() {
        return false;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly()
                    .onExit()
                    .orTimeout(KILL_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }
}
