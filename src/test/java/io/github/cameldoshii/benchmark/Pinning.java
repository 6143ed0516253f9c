package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.util.List;

/** Keeps sender and receiver off each other's CPU with {@code taskset}, where that exists and there are two CPUs. */
final class Pinning {

    private final boolean possible = pinTo(0) && pinTo(1);

    boolean isPossible() {
        return possible;
    }

    /** What to put before a command of the receiving process. */
    List<String> client() {
        return prefix(0);
    }

    /** What to put before a command of the sending process. */
    List<String> server() {
        return prefix(1);
    }

    private List<String> prefix(int cpu) {
        return possible ? List.of("taskset", "-c", Integer.toString(cpu)) : List.of();
    }

    private static boolean pinTo(int cpu) {
        try {
            return new ProcessBuilder("taskset", "-c", Integer.toString(cpu), "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
