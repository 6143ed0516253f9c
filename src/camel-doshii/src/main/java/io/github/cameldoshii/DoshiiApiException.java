package io.github.cameldoshii;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * A failed call of the REST API. Its message names the operation, the status and the service's own message (bounded, without
 * control characters), and never holds a credential. For the same reason it has no cause: the HTTP client's exception is
 * described in the message.
 */
public final class DoshiiApiException extends RuntimeException {

    /** The {@link #status()} of a call that got no answer. */
    public static final int NO_STATUS = 0;

    private static final long serialVersionUID = 1L;

    private final ApiErrorKind kind;
    private final String operation;
    private final int status;
    private final String detail;
    private final Duration retryAfter;

    /**
     * @param kind what went wrong
     * @param operation the method and path, e.g. {@code GET /orders/90211}
     * @param status the HTTP status, or {@link #NO_STATUS}
     * @param detail the service's message, or what was wrong on this side
     * @param retryAfter how long the service asked to wait; zero if it did not say
     */
    public DoshiiApiException(ApiErrorKind kind, String operation, int status, String detail, Duration retryAfter) {
        super(text(kind, operation, status, detail));
        this.kind = Objects.requireNonNull(kind, "kind");
        this.operation = Objects.requireNonNull(operation, "operation");
        this.status = status;
        this.detail = Objects.requireNonNull(detail, "detail");
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    public static DoshiiApiException unanswered(ApiErrorKind kind, String operation, String detail) {
        return new DoshiiApiException(kind, operation, NO_STATUS, detail, Duration.ZERO);
    }

    private static String text(ApiErrorKind kind, String operation, int status, String detail) {
        StringBuilder text = new StringBuilder(operation).append(": ");
        if (status == NO_STATUS) {
            text.append(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        } else {
            text.append("status ").append(status);
        }
        return detail.isEmpty()
                ? text.toString()
                : text.append(", ").append(detail).toString();
    }

    public ApiErrorKind kind() {
        return kind;
    }

    /** The method and path, e.g. {@code GET /orders/90211}. */
    public String operation() {
        return operation;
    }

    /** The HTTP status, or {@link #NO_STATUS} if there was no answer. */
    public int status() {
        return status;
    }

    /** The service's message, or what was wrong on this side; empty if there is nothing to say. */
    public String detail() {
        return detail;
    }

    /** How long the service asked to wait before the next request; zero if it did not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
