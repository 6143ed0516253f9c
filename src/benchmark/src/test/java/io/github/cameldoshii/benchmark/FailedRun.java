package io.github.cameldoshii.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A client has not come to a result. That is a result too: the message says what happened, for the report. */
final class FailedRun extends Exception {

    private static final long serialVersionUID = 1L;

    /** What a client writes to its log from time to time, with the number of events that have arrived. */
    static final String ARRIVED = "arrived: ";

    /** What the reason of a client begins with that does not measure. */
    static final String REFUSED = "refused: ";

    private FailedRun(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param log of the client */
    static FailedRun of(Exception cause, Path log) throws IOException {
        return new FailedRun(describe(Files.readString(log, StandardCharsets.UTF_8), cause.getMessage()), cause);
    }

    /** @param otherwise what to say if the log tells no reason */
    static String describe(String log, String otherwise) {
        String why = log.contains("OutOfMemoryError") ? "OutOfMemoryError" : lastAfter(REFUSED, log, otherwise);
        return why + "; events that had arrived before: " + lastAfter(ARRIVED, log, "none");
    }

    /** The rest of the last line that has the label. */
    private static String lastAfter(String label, String log, String otherwise) {
        int last = log.lastIndexOf(label);
        return last < 0
                ? otherwise
                : log.substring(last + label.length()).lines().findFirst().orElse("");
    }
}
