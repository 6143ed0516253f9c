package io.github.cameldoshii.internal.clock;

import java.time.Duration;

/** Tells how long the machine has slept while its monotonic clock stood still. Any thread. */
public interface MachineSleep {

    /** The machine does not sleep, or its monotonic clock goes on. */
    MachineSleep NONE = () -> Duration.ZERO;

    /** Nothing tells whether the machine has slept: then it may have, whenever the wall clock has gone ahead. */
    MachineSleep UNTOLD = new MachineSleep() {
        @Override
        public Duration soFar() {
            return Duration.ZERO;
        }

        @Override
        public boolean isTold() {
            return false;
        }
    };

    /** Since the process began, or any other fixed time; zero if it is not told. */
    Duration soFar();

    /** Whether it is known at all. */
    default boolean isTold() {
        return true;
    }

    /** What the operating system tells. */
    static MachineSleep ofThisMachine() {
        return Uptime.isThere() ? new Uptime() : UNTOLD;
    }
}
