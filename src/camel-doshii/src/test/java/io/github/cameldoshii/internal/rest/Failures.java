package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import java.time.Duration;

/** Failures as the client makes them of answers, for tests that stand in for it. */
public final class Failures {

    private Failures() {}

    /** Of an answer with this status. */
    public static DoshiiApiException ofStatus(ApiRequest request, int status) {
        return new DoshiiApiException(
                ApiErrorKind.ofStatus(status), request.operation(), status, "simulated", Duration.ZERO);
    }

    /** Of an answer that is larger than the limit. */
    public static DoshiiApiException tooLarge(ApiRequest request, int limit) {
        return DoshiiApiException.unanswered(
                ApiErrorKind.TOO_LARGE, request.operation(), "the answer is larger than " + limit + " bytes");
    }
}
