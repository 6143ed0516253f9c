package io.github.cameldoshii.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** 200,000 events of 1,000 bytes, sent as fast as they are read, into a route that takes 1 ms for each, with a small heap. */
final class MemoryFigure implements Figures.Figure {

    private static final int EVENTS = 200_000;
    private static final int BYTES = 1_000;
    private static final List<String> FLAGS = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    @Override
    public void measure(FigureTable table) throws Exception {
        BenchmarkSettings settings = BenchmarkSettings.fromSystemProperties().withClientFlags(FLAGS);
        Path sdk = settings.directory().resolve("sdk");
        BurstPlan plan = BurstPlan.sustained(BYTES, EVENTS);
        try (Runner runner = new Runner(settings, Placement.quietest(), new NodeSdk(sdk))) {
            String what = String.format(
                    Locale.ROOT, "%,d events of %,d bytes into a route of 1 ms, %s", EVENTS, BYTES, FLAGS.get(0));
            try {
                RunResult result = runner.run(Subject.DOSHII_SLOW, plan, "memory-doshii");
                table.judged(
                        what,
                        describe(result),
                        "nothing lost, nothing twice, in order",
                        result.lost() == 0 && result.inversions() == 0 && result.duplicates() == 0);
            } catch (FailedRun e) {
                table.judged(what, e.getMessage(), "nothing lost, nothing twice, in order", false);
            }
            for (int events = EVENTS; events >= EVENTS / 16 && !survives(table, runner, events); events /= 2) {
                // Until it does.
            }
        }
    }

    private static boolean survives(FigureTable table, Runner runner, int events) throws Exception {
        String what = String.format(
                Locale.ROOT, "for comparison: %,d events, %s", events, Subject.VERTX_WEBSOCKET_SLOW.title());
        BurstPlan plan = BurstPlan.sustained(BYTES, events);
        try {
            table.told(
                    what, describe(runner.run(Subject.VERTX_WEBSOCKET_SLOW, plan, "memory-vertx-websocket-" + events)));
            return true;
        } catch (FailedRun e) {
            table.told(what, e.getMessage());
            return false;
        }
    }

    private static String describe(RunResult result) {
        return String.format(
                Locale.ROOT,
                "lost %,d, twice %,d, out of order %,d; old generation at most %.1f MB, process at most %.0f MB",
                result.lost(),
                result.duplicates(),
                result.inversions(),
                result.oldGenerationBytes() / 1e6,
                result.peakMemoryMegabytes());
    }
}
