package io.github.cameldoshii.benchmark;

import java.util.Arrays;

/** Order statistics of small samples. */
final class Statistics {

    private Statistics() {}

    /** The middle value; the mean of the two middle ones when their number is even; NaN of nothing. */
    static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest value that at least {@code percent} per cent of the values do not exceed (nearest rank).
     *
     * @param percent above 0, at most 100
     * @return 0 of nothing
     */
    static long percentile(long[] values, double percent) {
        if (values.length == 0) {
            return 0;
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(1, (int) Math.ceil(percent / 100 * sorted.length)) - 1];
    }
}
