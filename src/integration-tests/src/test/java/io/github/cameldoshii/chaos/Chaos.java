package io.github.cameldoshii.chaos;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * Runs many seeds, several side by side because most of their time is waiting, and sums up. As a program
 * ({@code mvn -Pchaos}) it takes system properties: {@code seeds} (how many, default 1000), {@code firstSeed} (default 1),
 * {@code seed} (that one alone, with all that happens in it), {@code parallel} (default 24) and {@code details} (whether
 * violations and schedule of a seed that fails are printed too). Its exit code is 1 if any seed failed.
 */
final class Chaos {

    static final int PARALLEL = 24;

    private final int parallel;
    private final Sabotage sabotage;
    private final PrintStream out;
    private final boolean details;

    /** @param details whether the schedule of a seed that fails is told too */
    Chaos(int parallel, Sabotage sabotage, PrintStream out, boolean details) {
        this.details = details;
        this.parallel = parallel;
        this.sabotage = sabotage;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        long single = Long.getLong("seed", 0);
        // Read when the first logger is made.
        System.setProperty("log4j2.level", single == 0 ? "OFF" : "INFO");
        Summary summary = single != 0
                ? verbose(single)
                : new Chaos(
                                Integer.getInteger("parallel", PARALLEL),
                                Sabotage.NONE,
                                System.out,
                                Boolean.getBoolean("details"))
                        .run(LongStream.range(0, Long.getLong("seeds", 1000))
                                .map(i -> Long.getLong("firstSeed", 1) + i)
                                .boxed()
                                .toList());
        System.out.println(summary);
        System.exit(summary.failures().isEmpty() ? 0 : 1);
    }

    /** Runs one seed and tells all that happens. */
    private static Summary verbose(long seed) {
        long begin = System.nanoTime();
        Summary summary = new Summary();
        add(summary, seed, Sabotage.NONE, text -> {
            long millis = (System.nanoTime() - begin) / 1_000_000;
            System.out.printf("%tT.%<tL %6d  %s%n", System.currentTimeMillis(), millis, text);
        });
        summary.failures().forEach(System.out::println);
        return summary;
    }

    /** Runs the seeds and tells each that fails as soon as it has. */
    Summary run(List<Long> seeds) throws InterruptedException, ExecutionException {
        return run(seeds, failure -> false);
    }

    /** As {@link #run(List)}, but gives up those that still run once one has failed like this. */
    Summary run(List<Long> seeds, Predicate<Summary.Failure> enough) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        ExecutorCompletionService<Summary> runs = new ExecutorCompletionService<>(threads);
        Summary all = new Summary();
        try {
            for (long seed : seeds) {
                runs.submit(() -> {
                    Summary one = new Summary();
                    add(one, seed, sabotage, Run.Trace.NONE);
                    return one;
                });
            }
            for (int i = 0; i < seeds.size(); i++) {
                Summary one = runs.take().get();
                one.failures().forEach(this::tell);
                all.add(one);
                if (one.failures().stream().anyMatch(enough)) {
                    break;
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return all;
    }

    private void tell(Summary.Failure failure) {
        out.println(failure);
        if (details) {
            failure.violations().forEach(violation -> out.println("    " + violation));
            out.println(failure.schedule().describe());
        }
    }

    private static void add(Summary summary, long seed, Sabotage sabotage, Run.Trace trace) {
        Schedule schedule = Schedule.of(seed);
        trace.say(schedule.describe());
        try {
            summary.add(new Run(schedule, sabotage, trace).execute());
        } catch (Exception | LinkageError e) {
            summary.addBroken(schedule, e);
        }
    }

    /** The seeds from the first to the last, both included. */
    static List<Long> seeds(long first, long last) {
        return new ArrayList<>(LongStream.rangeClosed(first, last).boxed().toList());
    }
}
