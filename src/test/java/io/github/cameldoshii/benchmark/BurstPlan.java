package io.github.cameldoshii.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The bursts of one measurement. One starts when the client has finished the one before, so that a client without
 * back-pressure is measured at its work and not at filling its memory.
 *
 * @param bursts their sizes are known to both processes, so that a client knows when one is complete
 * @param warmUp how many of the first are left out of the figures
 */
record BurstPlan(List<Burst> bursts, int warmUp) {

    BurstPlan {
        bursts = List.copyOf(bursts);
    }

    /** As fast as the client reads, the first fifth being warm-up. */
    static BurstPlan throughput(int messageBytes, int burstSize, int count) {
        return new BurstPlan(bursts(messageBytes, burstSize, count), count / 5);
    }

    /** The same warm-up, then one burst at a pace. */
    static BurstPlan latency(int messageBytes, int burstSize, int warmUp, int perSecond, int seconds) {
        List<Burst> bursts = bursts(messageBytes, burstSize, warmUp);
        bursts.add(new Burst(messageBytes, (long) burstSize * warmUp, perSecond * seconds, perSecond));
        return new BurstPlan(bursts, warmUp);
    }

    private static List<Burst> bursts(int messageBytes, int burstSize, int count) {
        List<Burst> bursts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bursts.add(new Burst(messageBytes, (long) i * burstSize, burstSize, 0));
        }
        return bursts;
    }

    boolean isPaced() {
        return bursts.stream().anyMatch(burst -> burst.perSecond() > 0);
    }

    int messages() {
        return bursts.stream().mapToInt(Burst::count).sum();
    }

    String line() {
        return warmUp + ";" + bursts.stream().map(Burst::line).collect(Collectors.joining(";"));
    }

    static BurstPlan parse(String line) {
        String[] parts = line.split(";");
        List<Burst> bursts = Arrays.stream(parts).skip(1).map(Burst::parse).collect(Collectors.toList());
        return new BurstPlan(bursts, Integer.parseInt(parts[0]));
    }
}
