package io.github.cameldoshii.benchmark;

import io.github.cameldoshii.internal.clock.Clocks;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.position.Delivery;
import io.github.cameldoshii.internal.position.DeliveryJournal;
import io.github.cameldoshii.internal.position.EntityKey;
import io.github.cameldoshii.internal.position.HistoryStore;
import io.github.cameldoshii.internal.position.StoredHistory;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.Origin;
import io.github.cameldoshii.position.AtomicFileStateRepository;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What the delivery history costs: the time on the event loop for each event, the bytes that are written each second, and the
 * start with a full one. No socket: the journal is handed orders that are finished at once.
 */
final class HistoryFigure implements Figures.Figure {

    private static final int FULL = 100_000;
    private static final int ROUNDS = 21;

    /** Under load, so many events come with one read of the socket, and share their time. */
    private static final int EVENTS_OF_A_READ = 20;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Loop loop = new Loop();
    private final ServiceClock service =
            new ServiceClock(InstantSource.system(), System::nanoTime, MachineSleep.ofThisMachine());
    private final Clocks clocks = new Clocks(loop, service);
    private long nextId = 90_000;

    @Override
    public void measure(FigureTable table) throws Exception {
        tellTime();
        for (int rate : new int[] {10, 100, 1_000}) {
            List<String> parts = new ArrayList<>();
            events(journal(parts::add), rate);
            table.told(
                    "delivery history: written in a second with " + rate + " events of different orders",
                    bytes(parts.stream().mapToInt(String::length).sum()));
        }
        table.told(
                "delivery history: CPU time for each event on the event loop, noting and writing down, median of "
                        + ROUNDS,
                String.format(Locale.ROOT, "%.0f ns", median(this::nanosForEachEvent)));
        full(table);
    }

    private void full(FigureTable table) throws Exception {
        Path folder = Files.createTempDirectory("history");
        AtomicFileStateRepository repository = new AtomicFileStateRepository(folder.resolve("positions"));
        repository.start();
        try {
            HistoryStore store = new HistoryStore(repository, "doshii/live/0/orders", Runnable::run, DAY);
            events(journal(store::append), FULL);
            store.flush(LIMIT);
            long size = 0;
            try (var files = Files.list(folder)) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.history\\.[0-9a-f]{16}"))
                        .toList()) {
                    size += Files.size(file);
                }
            }
            table.told("delivery history: size of the file with 100,000 orders", bytes(size));
            table.told("delivery history: bytes for each order", bytes(size / FULL));
            double nanos = median(() -> {
                long begin = System.nanoTime();
                StoredHistory read =
                        new HistoryStore(repository, "doshii/live/0/orders", Runnable::run, DAY).load("figure");
                long taken = System.nanoTime() - begin;
                if (read.size() != FULL) {
                    throw new IllegalStateException("read " + read.size());
                }
                return taken;
            });
            table.told(
                    "delivery history: a start reads 100,000 orders in, median of " + ROUNDS,
                    String.format(Locale.ROOT, "%.0f ms", nanos / 1e6));
        } finally {
            repository.stop();
        }
    }

    private double nanosForEachEvent() {
        DeliveryJournal journal = journal(lines -> {});
        // CPU time of this thread: what else runs on the machine does not count.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        events(journal, FULL / 10);
        return (threads.getCurrentThreadCpuTime() - begin) / (FULL / 10.0);
    }

    private void events(DeliveryJournal journal, int count) {
        Moment now = clocks.now();
        for (int i = 0; i < count; i++) {
            if (i % EVENTS_OF_A_READ == 0) {
                now = clocks.now();
            }
            String id = String.valueOf(nextId++);
            DoshiiEvent event =
                    new DoshiiEvent("order_updated", id, "aH43yx2Q", "accepted", "", "", "{}", Origin.SOCKET, 1);
            EntityKey key = EntityKey.of(event);
            Delivery delivery = new Delivery(now);
            journal.history().recordEvent(key, event, 1, now);
            journal.event(event, key, 1, now, delivery);
            delivery.run();
        }
        journal.storeFinished();
    }

    private DeliveryJournal journal(Consumer<String> store) {
        DeliveryJournal journal =
                new DeliveryJournal(StoredHistory.EMPTY, loop, clocks, clocks::now, passed -> {}, store);
        journal.connecting(1);
        journal.connected(1);
        return journal;
    }

    private void tellTime() {
        service.observe(
                DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atZone(ZoneOffset.UTC)),
                service.monotonicNow(),
                service.monotonicNow());
    }

    private interface Measured {
        double nanos();
    }

    private static double median(Measured measured) {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            all.add(measured.nanos());
        }
        Collections.sort(all);
        return all.get(ROUNDS / 2);
    }

    private static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    /** Runs nothing by itself: what is stored is asked for. */
    private static final class Loop implements EventLoop {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            return () -> {};
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
