package io.github.cameldoshii.runner;

import java.util.ArrayList;
import java.util.List;

/** What an exception and its causes say, each thing once, outermost first. */
record CauseChain(List<String> reasons, Throwable root) {

    private static final int DEEPEST = 20;

    static CauseChain of(Throwable thrown) {
        List<String> reasons = new ArrayList<>();
        Throwable root = thrown;
        int depth = 0;
        for (Throwable t = thrown; t != null && depth < DEEPEST; t = t.getCause()) {
            add(reasons, t);
            root = t;
            depth++;
        }
        return new CauseChain(List.copyOf(reasons), root);
    }

    /** A wrapper whose message merely repeats its cause's says nothing. */
    private static void add(List<String> reasons, Throwable thrown) {
        String message = thrown.getMessage();
        String reason = message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message.strip();
        Throwable cause = thrown.getCause();
        boolean repeatsCause = cause != null
                && cause.getMessage() != null
                && reason.endsWith(cause.getMessage().strip());
        if (!repeatsCause && reasons.stream().noneMatch(earlier -> earlier.contains(reason))) {
            reasons.add(reason);
        }
    }

    /** All on one line. */
    String oneLine() {
        return String.join(": ", reasons).replaceAll("\\s*\\R\\s*", " ");
    }

    /** On one line, with the class of the root cause and the place in the code it came from. */
    String withPlace() {
        StackTraceElement[] stack = root.getStackTrace();
        return root.getClass().getName() + ": " + oneLine() + (stack.length == 0 ? "" : " (at " + stack[0] + ")");
    }
}
