package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.internal.clock.MonotonicTime;

/**
 * What came back for one request, already bounded in size. An absent header is empty.
 *
 * @param status the HTTP status
 * @param body the body after decompression
 * @param contentType the header {@code Content-Type}
 * @param date the header {@code Date}; empty if a cache answered ({@code Age}), as it is then no clock
 * @param retryAfter the header {@code Retry-After}
 * @param intermediary by what it is known to come from something in between rather than from the service; empty if it may
 *     be the service's own
 * @param sent just before the request was sent
 * @param received just after the answer was received
 */
record HttpResponse(
        int status,
        byte[] body,
        String contentType,
        String date,
        String retryAfter,
        String intermediary,
        MonotonicTime sent,
        MonotonicTime received) {

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Names no content. */
    @Override
    public String toString() {
        return "HttpResponse[" + status + ", " + body.length + " bytes]";
    }
}
