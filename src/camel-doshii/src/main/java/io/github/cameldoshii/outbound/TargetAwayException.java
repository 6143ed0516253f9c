package io.github.cameldoshii.outbound;

/**
 * The target cannot take any event at present, so the same event is worth another try. Its message is that of the innermost
 * cause: Camel logs no more than the message of what it tries again for.
 */
public final class TargetAwayException extends Exception {

    private static final long serialVersionUID = 1L;

    TargetAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
