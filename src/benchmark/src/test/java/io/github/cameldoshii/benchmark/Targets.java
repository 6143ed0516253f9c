package io.github.cameldoshii.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What a run at full speed should reach.
 *
 * @param setting of the run, for people
 * @param component the component's rate as a multiple of the SDK's; 0 for no target
 * @param shipped the same of the runner's jar
 * @param allocated bytes for an event, at most; 0 for no target
 */
record Targets(String setting, double component, double shipped, int allocated) {

    private static final int USUAL_EVENT = 220;
    private static final int ORDER_WITH_ITEMS = 1_000;

    static Targets sustained(Placement placement, int messageBytes) {
        boolean oneCpu = placement == Placement.ONE_CPU;
        return switch (messageBytes) {
            case USUAL_EVENT -> new Targets("at 220 bytes", oneCpu ? 1.4 : 2, oneCpu ? 1.2 : 0, 2_200);
            case ORDER_WITH_ITEMS -> new Targets("at 1,000 bytes", oneCpu ? 2.2 : 2.8, oneCpu ? 1.8 : 0, 0);
            default -> new Targets("at " + messageBytes + " bytes", 0, 0, 0);
        };
    }

    static Targets bursts(int messageBytes) {
        return switch (messageBytes) {
            case USUAL_EVENT -> new Targets("bursts at 220 bytes", 1, 0, 0);
            case ORDER_WITH_ITEMS -> new Targets("bursts at 1,000 bytes", 2, 0, 0);
            default -> new Targets("bursts at " + messageBytes + " bytes", 0, 0, 0);
        };
    }

    /** Each target, and whether it is met. */
    List<String> lines(Measurements all) {
        List<String> lines = new ArrayList<>();
        rate(lines, all, Subject.DOSHII, "camel-doshii", component);
        rate(lines, all, Subject.SHIPPED, "as shipped", shipped);
        if (allocated > 0) {
            double bytes = all.median(Subject.DOSHII, RunResult::allocatedPerEvent);
            lines.add(line("allocated at most " + allocated + " bytes for an event", bytes <= allocated));
        }
        lines.add(line("no inversion", none(all, RunResult::inversions)));
        lines.add(line(
                "no event lost",
                none(all, RunResult::lost) && all.failures(Subject.DOSHII).isEmpty()));
        return lines;
    }

    private void rate(List<String> lines, Measurements all, Subject subject, String name, double target) {
        if (target > 0) {
            double ratio = all.median(subject, RunResult::eventsPerSecond)
                    / all.median(Subject.SDK, RunResult::eventsPerSecond);
            String what = String.format(
                    Locale.ROOT, "%s %s, at least %s times the SDK's rate", name, setting, Double.toString(target));
            lines.add(
                    Double.isNaN(ratio)
                            ? "- " + what + ": not measured"
                            : line(what, ratio >= target) + String.format(Locale.ROOT, " (%.2f)", ratio));
        }
    }

    private static boolean none(Measurements all, ToLongFunction<RunResult> count) {
        return all.sum(Subject.DOSHII, count) == 0;
    }

    private static String line(String what, boolean met) {
        return "- " + what + ": " + (met ? "met" : "NOT met");
    }
}
