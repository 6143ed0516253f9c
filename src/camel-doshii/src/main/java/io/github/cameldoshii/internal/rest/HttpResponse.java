package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.internal.clock.MonotonicTime;

/**
 * The response to one request, its body already limited in size. An absent header is empty.
 *
 * @param status the HTTP status
 * @param body the body after decompression
 * @param contentType the header {@code Content-Type}
 * @param date the header {@code Date}; empty if a cache answered ({@code Age}), as it is then no clock
 * @param retryAfter the header {@code Retry-After}
 * @param intermediary the sign by which it is known to come from a proxy or firewall; empty if it may be the service's own
 * @param sent just before the request was sent
 * @param received just after the response was received
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
