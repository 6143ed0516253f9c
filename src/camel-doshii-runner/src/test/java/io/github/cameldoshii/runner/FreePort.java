package io.github.cameldoshii.runner;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port for a process that a test is about to start. Not one of those that the system gives to whoever asks for any: another
 * test would have it before the process has started. JVMs of tests side by side have neighbouring process numbers, and each takes
 * from a hundred of its own.
 */
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int FOR_EACH = 100;
    private static final AtomicInteger TAKEN = new AtomicInteger();

    private FreePort() {}

    public static int next() {
        int first = FIRST + (int) (ProcessHandle.current().pid() % FOR_EACH) * FOR_EACH;
        for (int tried = 0; tried < FOR_EACH; tried++) {
            int port = first + TAKEN.getAndIncrement() % FOR_EACH;
            try (ServerSocket free = new ServerSocket(port)) {
                return free.getLocalPort();
            } catch (IOException inUse) {
                continue;
            }
        }
        throw new IllegalStateException("No port is free from " + first + " on");
    }
}
