package io.github.cameldoshii.runner;

import picocli.CommandLine.ExitCode;

/**
 * How a run ended.
 *
 * @param drained whether every exchange was finished in time
 * @param abandoned how many events were neither finished nor made dead letters
 * @param deadLetters how many events became dead letters since the stop began
 * @param hungUp whether it ended because its terminal was closed
 */
record RunEnd(boolean drained, int abandoned, int deadLetters, boolean hungUp) {

    int exitCode() {
        if (!drained) {
            return ExitCode.SOFTWARE;
        }
        return hungUp ? StopSignals.EXIT_CODE_OF_HANGUP : ExitCode.OK;
    }
}
