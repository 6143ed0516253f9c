package io.github.cameldoshii.chaos;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How the routes work at present: slowly, or failing now and then. Any thread. */
final class Behaviour {

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile int millis;
    private volatile int oneIn;

    void pace(int millisForExchange) {
        millis = millisForExchange;
    }

    /** @param exchangesForFailure 0 for none */
    void failures(int exchangesForFailure) {
        oneIn = exchangesForFailure;
    }

    /** Takes the time that an exchange takes. */
    void work() throws InterruptedException {
        if (millis > 0) {
            never.await(millis, TimeUnit.MILLISECONDS);
        }
    }

    /** @throws IllegalStateException if it is this exchange's turn to fail */
    void perhapsFail() {
        if (oneIn > 0 && exchanges.incrementAndGet() % oneIn == 0) {
            throw new IllegalStateException("simulated failure of the route");
        }
    }
}
