package io.github.cameldoshii.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The bursts of one measurement.
 *
 * @param bursts their sizes are known to both processes, so that a client knows when one is complete
 * @param warmUp how many of the first are left out of the figures
 * @param sustained true if the server sends them all without a pause, as fast as the client reads; false if one starts
 *     when the client has finished the one before, which spares a client without back-pressure its queue
 */
record BurstPlan(List<Burst> bursts, int warmUp, boolean sustained) {

    /** The just-in-time compiler of Java works on a route for 2 to 3 million messages, and takes its share of the CPU meanwhile. */
    static final int WARM_UP_PART = 3;

    private static final String SUSTAINED = " sustained";

    BurstPlan {
        bursts = List.copyOf(bursts);
    }

    /** As fast as the client reads, the first third being warm-up. */
    static BurstPlan throughput(int messageBytes, int burstSize, int count) {
        return new BurstPlan(bursts(messageBytes, burstSize, count), count / WARM_UP_PART, false);
    }

    /** One stream without a pause, its first third being warm-up. */
    static BurstPlan sustained(int messageBytes, int messages) {
        int warmUp = messages / WARM_UP_PART;
        return new BurstPlan(
                List.of(new Burst(messageBytes, 0, warmUp, 0), new Burst(messageBytes, warmUp, messages - warmUp, 0)),
                1,
                true);
    }

    /** The same warm-up, then one burst at a pace. */
    static BurstPlan latency(int messageBytes, int burstSize, int warmUp, int perSecond, int seconds) {
        List<Burst> bursts = bursts(messageBytes, burstSize, warmUp);
        bursts.add(new Burst(messageBytes, (long) burstSize * warmUp, perSecond * seconds, perSecond));
        return new BurstPlan(bursts, warmUp, false);
    }

    private static List<Burst> bursts(int messageBytes, int burstSize, int count) {
        List<Burst> bursts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bursts.add(new Burst(messageBytes, (long) i * burstSize, burstSize, 0));
        }
        return bursts;
    }

    /** What the server is to send at a time; it is asked for the next when the client has finished what was sent. */
    List<Burst> sendings() {
        if (!sustained) {
            return bursts;
        }
        Burst first = bursts.get(0);
        return List.of(
                new Burst(first.messageBytes(), first.first(), messages(), first.perSecond(), first.wantedEvery()));
    }

    /** For the names of files and the first column of figures. */
    String kind() {
        return isPaced() ? "paced" : sustained ? "sustained" : "bursts";
    }

    boolean isPaced() {
        return bursts.stream().anyMatch(burst -> burst.perSecond() > 0);
    }

    int messages() {
        return bursts.stream().mapToInt(Burst::count).sum();
    }

    /** How many of the messages the client wants. */
    int wanted() {
        return bursts.stream().mapToInt(Burst::wanted).sum();
    }

    String line() {
        return warmUp + (sustained ? SUSTAINED : "") + ";"
                + bursts.stream().map(Burst::line).collect(Collectors.joining(";"));
    }

    static BurstPlan parse(String line) {
        String[] parts = line.split(";");
        List<Burst> bursts = Arrays.stream(parts).skip(1).map(Burst::parse).collect(Collectors.toList());
        boolean sustained = parts[0].endsWith(SUSTAINED);
        int warmUp = Integer.parseInt(sustained ? parts[0].substring(0, parts[0].indexOf(' ')) : parts[0]);
        return new BurstPlan(bursts, warmUp, sustained);
    }
}
