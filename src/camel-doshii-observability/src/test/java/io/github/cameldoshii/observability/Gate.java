package io.github.cameldoshii.observability;

import java.util.concurrent.Semaphore;

/** Lets a route through until it is closed. Any thread. */
final class Gate {

    private final Semaphore passes = new Semaphore(1);

    void pass() throws InterruptedException {
        passes.acquire();
        passes.release();
    }

    void close() {
        passes.drainPermits();
    }

    void open() {
        if (passes.availablePermits() == 0) {
            passes.release();
        }
    }
}
