package io.github.cameldoshii.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether the machine may have slept since this was made, so that its monotonic clock has stood still. Linux tells the time
 * since it was started with its sleep, in {@code /proc/uptime}, from which the kernel answers at once; elsewhere it is not
 * known, and so always possible. May be asked by any thread.
 */
public final class MachineSleep implements BooleanSupplier {

    private static final Path UPTIME = Path.of("/proc/uptime");

    private static final Duration NOTICED = Duration.ofSeconds(1);

    private static final Duration UNKNOWN = Duration.ofSeconds(Long.MIN_VALUE);

    private final Duration then = uptimeMinusMonotonic();

    @Override
    public boolean getAsBoolean() {
        Duration now = uptimeMinusMonotonic();
        return then.equals(UNKNOWN) || now.equals(UNKNOWN) || now.minus(then).compareTo(NOTICED) > 0;
    }

    private static Duration uptimeMinusMonotonic() {
        try {
            String seconds = Files.readString(UPTIME).split(" ", 2)[0];
            return Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000))
                    .minusNanos(System.nanoTime());
        } catch (IOException | NumberFormatException e) {
            return UNKNOWN;
        }
    }
}
