package io.github.cameldoshii;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.spi.StateRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Orders are created and changed, and a context starts again with the files that another has left. */
abstract class DeliveryHistoryTestSupport extends RecoveryTestSupport {

    private static final String IN_FILE = "positions";

    /** The window is asked for a second time so long after the first. */
    private static final Duration OVERLAP = Duration.ofSeconds(3);

    /** So long an event may be on its way, and a later one before it. */
    static final Duration IN_TRANSIT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        simulate();
        connect(folder, options -> {});
    }

    void connect(Path in, Consumer<DoshiiConfiguration> more) {
        connect(options -> {
            options.setStateRepository((StateRepository<String, String>) null);
            options.setPositionStore("file:" + in.resolve(IN_FILE));
            options.setCatchUpOverlap(OVERLAP.toMillis());
            more.accept(options);
        });
    }

    List<String> thirtyOrdersAndTenChanges() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(simulator.orders().create(Map.of("status", "pending")).id());
        }
        for (String id : ids.subList(0, 10)) {
            simulator.orders().update(id, "accepted");
        }
        return ids;
    }

    List<Seen> events() {
        return seen.stream().filter(one -> !one.type().equals("connection")).toList();
    }

    void awaitFinished(int events) {
        await().atMost(LIMIT).until(() -> events().size() >= events);
    }

    /**
     * Waits until so many events are finished, and the file says that all was received which was sent so long after the last
     * change. Not after the moment at which that is seen here: the journal asks for no more than it needs.
     */
    void awaitReceived(int events, Duration after) {
        awaitFinished(events);
        long received = after.toMillis()
                + simulator.orders().all().stream()
                        .mapToLong(order -> order.updatedAt().toEpochMilli())
                        .max()
                        .orElseThrow();
        await().atMost(LIMIT).until(() -> written("c").stream().anyMatch(line -> millis(line[2]) >= received));
    }

    /** The lines of the stored history that begin like this. */
    List<String[]> written(String kind) throws IOException {
        List<String[]> lines = new ArrayList<>();
        for (Path history : histories()) {
            Files.readString(history)
                    .lines()
                    .map(line -> line.split(" "))
                    .filter(fields -> fields[0].equals(kind))
                    .forEach(lines::add);
        }
        return lines;
    }

    static long millis(String time) {
        return Long.parseLong(time, 36);
    }

    List<Path> histories() throws IOException {
        return files().stream()
                // Not the one that is being written and has not taken its place yet.
                .filter(file -> file.getFileName().toString().matches(".*\\.history\\.[0-9a-f]{16}"))
                .toList();
    }

    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
