package io.github.cameldoshii.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what recovery and back-pressure promise: how soon everything is there after an outage, with how many requests, at
 * what price for live events, and within how much memory; how soon and how small the runner starts; what many client ids in one
 * process cost; and what growing costs. See docs/benchmark.md.
 *
 * <p>System properties: {@code figures.only}, default {@code start,gap,latency,memory,history,thousand,growth,outage}; {@code
 * figures.starts}, default 5; {@code figures.outageSeconds},
 * default 300; {@code benchmark.directory}, where {@code figures.md} and the logs go, default target/benchmark.
 */
final class Figures {

    /** One measurement. */
    @FunctionalInterface
    interface Figure {
        void measure(FigureTable table) throws Exception;
    }

    private Figures() {}

    /** @param args none */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(System.getProperty("benchmark.directory", "target/benchmark"));
        Files.createDirectories(directory);
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("start", new StartFigure(directory));
        figures.put("gap", new GapFigure());
        figures.put("latency", new LatencyFigure(directory));
        figures.put("memory", new MemoryFigure());
        figures.put("history", new HistoryFigure());
        figures.put("thousand", new ThousandFigure(directory));
        figures.put("growth", new GrowthFigure());
        figures.put("outage", new OutageFigure(Duration.ofSeconds(Integer.getInteger("figures.outageSeconds", 300))));
        List<String> only = Arrays.asList(System.getProperty("figures.only", String.join(",", figures.keySet()))
                .split(","));
        FigureTable table = new FigureTable(Machine.describe());
        for (Map.Entry<String, Figure> figure : figures.entrySet()) {
            if (only.contains(figure.getKey())) {
                figure.getValue().measure(table);
            }
        }
        Files.writeString(directory.resolve("figures.md"), table.toString());
        System.out.println();
        System.out.println(table);
        System.exit(0);
    }
}
