package io.github.cameldoshii.position;

import java.util.concurrent.CountDownLatch;

/**
 * Ends a wait when the JVM is asked to stop. Spring Boot, Quarkus and the Camel CLI let their own stop wait for the start, so a
 * start that waits would ignore SIGTERM and Ctrl-C.
 */
final class EndAtShutdown implements AutoCloseable {

    private final Thread hook;

    private EndAtShutdown(Thread hook) {
        this.hook = hook;
    }

    /** From now on until it is closed. */
    static EndAtShutdown of(CountDownLatch end) {
        Thread hook = new Thread(end::countDown, "doshii end of wait");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The stop has begun already.
            end.countDown();
        }
        return new EndAtShutdown(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It has been run.
        }
    }
}
