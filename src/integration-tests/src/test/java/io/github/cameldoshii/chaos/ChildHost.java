package io.github.cameldoshii.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the routes in a process of their own, which is killed with SIGKILL. */
final class ChildHost implements Host {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int KILL_SECONDS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(ChildHost.class);

    private final Conditions conditions;
    private final Path folder;
    private final Store store;
    private final List<String> command = new ArrayList<>();
    private final Stays stays = new Stays();
    private final SettableClock clock;

    private volatile Process process;
    private Optional<Long> killedAt = Optional.empty();

    /**
     * @param folder for what the routes have finished
     * @param store outlives this host
     * @param paceMillis how long an exchange takes
     */
    ChildHost(
            Conditions conditions,
            String socketUrl,
            String apiUrl,
            Path folder,
            Store store,
            int paceMillis,
            Sabotage sabotage) {
        this.conditions = conditions;
        this.folder = folder;
        this.store = store;
        this.clock = new SettableClock(conditions.field().clockAheadMillis());
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
        command.addAll(
                RoutesProcess.arguments(conditions, socketUrl, apiUrl, folder, store.place(), paceMillis, sabotage));
    }

    @Override
    public void begin() throws Exception {
        spawn();
        await().atMost(PATIENCE).until(this::isConnected);
        // A first connection is only a position if it was stored before the first kill.
        await().atMost(PATIENCE).until(store::hasAny);
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
        conditions
                .routes()
                .forEach(route -> stays.begin(
                        route.id(),
                        StoredPosition.of(route.id(), store::state, clock, conditions.clockAheadMillis()),
                        killedAt));
        List<String> withClock = new ArrayList<>(command);
        withClock.add(Long.toString(clock.ahead()));
        process = new ProcessBuilder(withClock)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()))
                .start();
        tellClock();
    }

    @Override
    public void setClock(long aheadMillis) {
        clock.set(aheadMillis);
        tellClock();
    }

    /** Who is dead is told when it is started. */
    private synchronized void tellClock() {
        try {
            OutputStream input = process.getOutputStream();
            input.write((clock.ahead() + "\n").getBytes(StandardCharsets.US_ASCII));
            input.flush();
        } catch (IOException e) {
            LOG.debug("The child is dead, and is told when it is started again", e);
        }
    }

    @Override
    public SettableClock clock() {
        return clock;
    }

    /** The store is the child's while it lives. */
    @Override
    public Optional<StoredPosition> position(String route) {
        return Optional.empty();
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
        if (process.isAlive()) {
            killedAt = Optional.of(System.currentTimeMillis());
        }
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
            return lines.stream().anyMatch(line -> line.route().equals(route.id()) && line.finishedAt() >= since);
        });
    }

    @Override
    public List<Line> lines() {
        return Journal.read(RoutesProcess.journal(folder));
    }

    @Override
    public long lateMillis(Line line) {
        return History.Delivery.IN_TIME;
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
