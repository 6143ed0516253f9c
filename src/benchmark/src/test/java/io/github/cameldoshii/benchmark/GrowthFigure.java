package io.github.cameldoshii.benchmark;

import java.util.ArrayList;
import java.util.List;

/** What an event costs and how long it takes when one thing grows: routes, lanes, bytes of a message, unwanted events. */
final class GrowthFigure implements Figures.Figure {

    /** The base case twice, which shows how much two measurements of the same differ. */
    static final List<GrowthCase> CASES = List.of(
            GrowthCase.BASE,
            GrowthCase.ofRoutes(10),
            GrowthCase.ofRoutes(100),
            GrowthCase.ofLanes(4),
            GrowthCase.ofLanes(16),
            GrowthCase.ofBytes(100),
            GrowthCase.ofBytes(1_000),
            GrowthCase.ofBytes(4_000),
            GrowthCase.ofBytes(16_000),
            GrowthCase.ofBytes(64_000),
            GrowthCase.ofUnwanted("50 %", 2),
            GrowthCase.ofUnwanted("90 %", 10),
            GrowthCase.ofUnwanted("99 %", 100),
            GrowthCase.ofUnwanted("99.9 %", 1_000),
            GrowthCase.BASE.titled("the first again"));

    private final BenchmarkSettings settings = BenchmarkSettings.fromSystemProperties();

    @Override
    public void measure(FigureTable table) throws Exception {
        GrowthTable growth = new GrowthTable();
        for (GrowthCase each : CASES) {
            measure(each, growth);
        }
        table.append(growth.toString());
    }

    private void measure(GrowthCase growth, GrowthTable table) throws Exception {
        List<String> flags = new ArrayList<>(settings.clientFlags());
        flags.addAll(growth.flags());
        NodeSdk unused = new NodeSdk(settings.directory().resolve("sdk"));
        String name = "growth-" + growth.title().replaceAll("[^0-9a-z.]+", "-");
        try (Runner runner = new Runner(settings.withClientFlags(flags), Placement.quietest(), unused)) {
            RunResult sustained = runner.run(Subject.GROWTH, growth.sustained(), name + "-sustained");
            RunResult latency = runner.run(Subject.GROWTH, growth.latency(), name + "-latency");
            table.add(growth, sustained, latency);
        } catch (FailedRun e) {
            table.addFailure(growth, e.getMessage());
        }
    }
}
