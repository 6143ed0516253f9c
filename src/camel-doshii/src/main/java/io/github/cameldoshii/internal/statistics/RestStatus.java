package io.github.cameldoshii.internal.statistics;

/** How a request of the REST API was answered: classes of statuses, and by itself each that wakes somebody else. */
public enum RestStatus {
    /** There was no complete answer. */
    NONE("none"),
    SUCCESS("2xx"),
    REDIRECTION("3xx"),
    UNAUTHORIZED("401"),
    FORBIDDEN("403"),
    NOT_FOUND("404"),
    RATE_LIMITED("429"),
    CLIENT_ERROR("4xx"),
    SERVER_ERROR("5xx"),
    /** No status of HTTP. */
    OTHER("other");

    private final String tag;

    RestStatus(String tag) {
        this.tag = tag;
    }

    /** As metrics show it. */
    public String tag() {
        return tag;
    }

    /** The one of an HTTP status. */
    public static RestStatus of(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 429 -> RATE_LIMITED;
            default ->
                switch (status / 100) {
                    case 2 -> SUCCESS;
                    case 3 -> REDIRECTION;
                    case 4 -> CLIENT_ERROR;
                    case 5 -> SERVER_ERROR;
                    default -> OTHER;
                };
        };
    }
}
