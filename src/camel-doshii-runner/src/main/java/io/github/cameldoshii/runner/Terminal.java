package io.github.cameldoshii.runner;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Where a command runs: what it prints to and the folder it takes relative names from.
 *
 * @param out the log and what was asked for
 * @param err complaints
 * @param directory the working directory
 */
record Terminal(PrintStream out, PrintStream err, Path directory) {

    /** The terminal this process was started from. */
    static Terminal ofProcess() {
        return new Terminal(System.out, System.err, Path.of("").toAbsolutePath());
    }
}
