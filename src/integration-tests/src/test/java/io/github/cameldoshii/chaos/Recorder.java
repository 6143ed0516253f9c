package io.github.cameldoshii.chaos;

/** Keeps what routes have finished. Called by any number of threads. */
@FunctionalInterface
interface Recorder {
    void finished(Line line);
}
