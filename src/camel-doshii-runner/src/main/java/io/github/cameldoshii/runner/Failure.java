package io.github.cameldoshii.runner;

import java.util.List;

/**
 * Something went wrong that the user can mend: told in a line, with what to do about it, and without a stack trace. Its
 * text holds no secret.
 */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> hints;

    Failure(String message, String... hints) {
        this(null, message, List.of(hints));
    }

    Failure(Throwable cause, String message, List<String> hints) {
        super(message, cause);
        this.hints = List.copyOf(hints);
    }

    /** What the user can do, one line each. */
    List<String> hints() {
        return hints;
    }
}
