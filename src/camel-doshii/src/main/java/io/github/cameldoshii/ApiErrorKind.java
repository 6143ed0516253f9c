package io.github.cameldoshii;

/** Why a call of the REST API failed, and whether a retry may help. */
public enum ApiErrorKind {
    /** {@code clientId} or {@code clientSecret} is not set; nothing was sent. */
    MISSING_CREDENTIALS(false),
    /** The address, or a part of the request that came from the wire, is not one the token may go to; nothing was sent. */
    REFUSED_REQUEST(false),
    /** 401, also with a token signed anew. */
    UNAUTHORIZED(false),
    /** 403. */
    FORBIDDEN(false),
    /** 401, 403 or 407 of something in between, such as a proxy or a firewall: says nothing about the credentials. */
    INTERCEPTED(true),
    /** 404. */
    NOT_FOUND(false),
    /** 409: the version sent is stale. */
    CONFLICT(false),
    /** 429. */
    RATE_LIMITED(true),
    /** 421, 423, 425: not now, or not over this connection. */
    NOT_NOW(true),
    /** Any other 4xx; 501 and 505, by which the service says that it does not do such a thing. */
    REJECTED(false),
    /** 304: what was asked for is the version that the request named. */
    NOT_MODIFIED(false),
    /** Any other 3xx: redirects are not followed, because the token must not go elsewhere. */
    REDIRECTED(false),
    /** Any other 5xx. */
    SERVER_ERROR(true),
    /** No complete answer within the time allowed, or 408. */
    TIMEOUT(true),
    /** Connection refused or reset, name not resolved, TLS failed, body cut off. */
    CONNECTION(true),
    /** A success whose body is not what was asked for: HTML, cut-off JSON, broken gzip. */
    MALFORMED_ANSWER(true),
    /** A list that gives the same rows whatever is asked. */
    NOT_ADVANCING(false),
    /** The body is larger than the limit; asking for fewer rows may help. */
    TOO_LARGE(false),
    /** The client was closed. */
    CLOSED(false),
    /** A fault in this program. */
    INTERNAL(false);

    private final boolean retryable;

    ApiErrorKind(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same request may succeed later without anybody changing anything. */
    public boolean retryable() {
        return retryable;
    }

    /** The kind of an HTTP status outside 200 to 299. */
    public static ApiErrorKind ofStatus(int status) {
        return switch (status) {
            case 304 -> NOT_MODIFIED;
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 408 -> TIMEOUT;
            case 409 -> CONFLICT;
            case 421, 423, 425 -> NOT_NOW;
            case 429 -> RATE_LIMITED;
            case 501, 505 -> REJECTED;
            default -> {
                if (status >= 500) {
                    yield SERVER_ERROR;
                }
                if (status >= 400) {
                    yield REJECTED;
                }
                yield status >= 300 ? REDIRECTED : MALFORMED_ANSWER;
            }
        };
    }
}
