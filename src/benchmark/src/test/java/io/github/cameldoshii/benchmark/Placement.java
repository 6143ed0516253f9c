package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.util.List;

/** On which CPUs the processes run. */
enum Placement {

    /** Kept off each other's CPU with {@code taskset}. */
    ONE_CPU("the client on one CPU, the server on another") {
        @Override
        boolean isPossible() {
            return pinTo(0) && pinTo(1);
        }

        @Override
        List<String> client() {
            return List.of("taskset", "-c", "0");
        }

        @Override
        List<String> server() {
            return List.of("taskset", "-c", "1");
        }
    },

    /** As processes run when nobody says where. */
    ALL_CPUS("client and server share all CPUs") {
        @Override
        boolean isPossible() {
            return true;
        }

        @Override
        List<String> client() {
            return List.of();
        }

        @Override
        List<String> server() {
            return List.of();
        }
    };

    private final String title;

    Placement(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** False where {@code taskset} or a second CPU is missing. */
    abstract boolean isPossible();

    /** What to put before a command of the receiving process. */
    abstract List<String> client();

    /** What to put before a command of the sending process. */
    abstract List<String> server();

    /** The one that disturbs a measurement the least. */
    static Placement quietest() {
        return ONE_CPU.isPossible() ? ONE_CPU : ALL_CPUS;
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
