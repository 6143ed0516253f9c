package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.StateRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders are created and changed while the process runs, stops and starts again with the same file. */
class DeliveryHistoryRestartTest extends RecoveryTestSupport {

    private static final String IN_FILE = "positions";

    /** The window is asked for a second time so long after the first. */
    private static final Duration OVERLAP = Duration.ofSeconds(3);

    /** So long an event may be on its way, and a later one before it. */
    private static final Duration IN_TRANSIT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        simulate();
        connect(folder, options -> {});
    }

    @Test
    void a_clean_stop_and_start_repeats_nothing_not_even_the_event_just_before() {
        List<String> ids = thirtyOrdersAndTenChanges();
        awaitFinished(40);

        disconnect();
        connect(folder, options -> {});
        awaitRecovered();
        awaitSecondLook();

        assertThat(events()).isEmpty();
        assertThat(ids).hasSize(30);
    }

    @Test
    void what_happens_while_it_stops_and_while_it_is_away_comes_once() throws Exception {
        List<String> ids = thirtyOrdersAndTenChanges();
        awaitFinished(40);
        Thread stopping = new Thread(this::disconnect);
        stopping.start();
        String duringStop = null;
        while (stopping.isAlive()) {
            duringStop = simulator.orders().create(Map.of("status", "pending")).id();
            simulator.orders().update(ids.get(3), "during-" + duringStop);
            stopping.join(150);
        }
        List<Seen> before = events();
        String whileAway =
                simulator.orders().create(Map.of("status", "pending")).id();
        simulator.orders().update(ids.get(0), "complete");

        connect(folder, options -> {});
        awaitSeen(whileAway, ids.get(0));
        awaitRecovered();
        awaitSecondLook();

        assertThat(of(whileAway)).extracting(Seen::type).containsExactly("order_created");
        assertThat(of(ids.get(0))).extracting(Seen::type).containsExactly("order_updated");
        assertThat(of(ids.get(0))).extracting(Seen::status).containsExactly("complete");
        List<String> all = new ArrayList<>();
        before.forEach(one -> all.add(one.id() + one.type() + one.status()));
        events().forEach(one -> all.add(one.id() + one.type() + one.status()));
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all)
                .contains(duringStop + "order_created" + "pending", ids.get(3) + "order_updatedduring-" + duringStop);
    }

    @Test
    void after_a_kill_comes_again_only_what_was_finished_just_before_it() throws Exception {
        thirtyOrdersAndTenChanges();
        awaitReceived(40, IN_TRANSIT);
        Path asKilled = copy();
        List<String> after = thirtyOrdersAndTenChanges();
        awaitFinished(80);
        context.stop();

        connect(asKilled, options -> {});
        awaitSeen(after.get(29));
        awaitRecovered();
        awaitSecondLook();

        assertThat(events()).extracting(Seen::id).isSubsetOf(after);
    }

    @Test
    void an_order_whose_creation_was_delivered_is_not_created_again_in_doubt() throws Exception {
        String id = simulator.orders().create(Map.of("status", "pending")).id();
        awaitReceived(1, Duration.ZERO);
        Path asKilled = copy();
        simulator.orders().update(id, "accepted");
        awaitFinished(2);
        context.stop();

        connect(asKilled, options -> {});
        awaitSeen(id);
        awaitRecovered();
        awaitSecondLook();

        assertThat(of(id)).extracting(Seen::type).containsExactly("order_updated");
    }

    @Test
    void a_damaged_history_is_told_and_means_repetitions() throws Exception {
        List<String> ids = thirtyOrdersAndTenChanges();
        awaitFinished(40);
        disconnect();
        for (Path history : histories()) {
            // Each part of it, however many there are.
            Files.writeString(history, Files.readString(history).replace("\n", "?\n"));
        }

        connect(folder, options -> {});
        awaitSeen(ids.toArray(String[]::new));

        assertThat(warnings()).anyMatch(line -> line.contains("the delivery history is damaged"));
    }

    @Test
    void a_file_of_a_version_that_kept_no_history_is_read() throws Exception {
        List<String> ids = thirtyOrdersAndTenChanges();
        awaitFinished(40);
        disconnect();
        for (Path history : histories()) {
            Files.delete(history);
        }

        connect(folder, options -> {});
        awaitSeen(ids.toArray(String[]::new));

        assertThat(gaps()).noneMatch(gap -> gap.contains("position"));
        assertThat(warnings()).noneMatch(line -> line.contains("history"));
    }

    @Test
    void routes_that_stop_together_wait_together() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < 4; i++) {
                    from("doshii:simulator?events=order_*").routeId("more" + i).log("${header.CamelDoshiiEntityId}");
                }
            }
        });
        thirtyOrdersAndTenChanges();
        awaitFinished(40);

        long begin = System.nanoTime();
        disconnect();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_stop_that_follows_a_quiet_time_does_not_wait() {
        thirtyOrdersAndTenChanges();
        awaitReceived(40, IN_TRANSIT);

        long begin = System.nanoTime();
        disconnect();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1_500));
    }

    @Test
    void what_a_fetch_has_shown_is_known_also_in_doubt() throws Exception {
        disconnect();
        connect(folder, options -> options.setFetchEntity(true));
        String id = simulator.orders().create(Map.of("status", "pending")).id();
        simulator.orders().update(id, "accepted");
        awaitReceived(2, Duration.ZERO);
        Path asKilled = copy();
        context.stop();

        connect(asKilled, options -> {});
        awaitRecovered();
        awaitSecondLook();

        assertThat(of(id)).isEmpty();
    }

    private void connect(Path in, Consumer<DoshiiConfiguration> more) {
        connect(options -> {
            options.setStateRepository((StateRepository<String, String>) null);
            options.setPositionStore("file:" + in.resolve(IN_FILE));
            options.setCatchUpOverlap(OVERLAP.toMillis());
            more.accept(options);
        });
    }

    private List<String> thirtyOrdersAndTenChanges() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(simulator.orders().create(Map.of("status", "pending")).id());
        }
        for (String id : ids.subList(0, 10)) {
            simulator.orders().update(id, "accepted");
        }
        return ids;
    }

    private List<Seen> events() {
        return seen.stream().filter(one -> !one.type().equals("connection")).toList();
    }

    private void awaitFinished(int events) {
        await().atMost(LIMIT).until(() -> events().size() >= events);
    }

    /** Waits until so many events are finished, and the file says that all was received which was sent so long after that. */
    private void awaitReceived(int events, Duration after) {
        awaitFinished(events);
        long received = System.currentTimeMillis() + after.toMillis();
        await().atMost(LIMIT).until(() -> written("c").stream().anyMatch(line -> millis(line[2]) >= received));
    }

    /** The lines of the stored history that begin like this. */
    private List<String[]> written(String kind) throws IOException {
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

    private static long millis(String time) {
        return Long.parseLong(time, 36);
    }

    /** What a process that is killed now leaves. */
    private Path copy() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (Path file : files()) {
            // One that is being written takes another's place meanwhile, and no start reads it.
            if (!file.toString().endsWith(".lock") && !file.toString().endsWith(".tmp")) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private List<Path> histories() throws IOException {
        return files().stream()
                // Not the one that is being written and has not taken its place yet.
                .filter(file -> file.getFileName().toString().matches(".*\\.history\\.[0-9a-f]{16}"))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
