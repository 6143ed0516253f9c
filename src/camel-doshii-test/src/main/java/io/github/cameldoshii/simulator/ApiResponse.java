package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * What a REST call is answered.
 *
 * @param status the HTTP status
 * @param body JSON text, empty for none
 */
record ApiResponse(int status, String body) {

    static final String CONTENT_TYPE = "application/json; charset=utf-8";

    static ApiResponse ok(String json) {
        return new ApiResponse(200, json);
    }

    static ApiResponse created(String json) {
        return new ApiResponse(201, json);
    }

    static ApiResponse done() {
        return ok("{\"message\":\"The operation was successful.\"}");
    }

    /** An error in the shape that is known of the service's first API version; that of today is unconfirmed. */
    static ApiResponse error(int status, String message) {
        String name = name(status);
        return new ApiResponse(
                status,
                "{\"statusCode\":" + status + ",\"status\":" + status + ",\"name\":\"" + name + "\",\"" + name
                        + "\":true,\"message\":\""
                        + new String(JsonStringEncoder.getInstance().quoteAsString(message)) + "\"}");
    }

    private static String name(int status) {
        return switch (status) {
            case 400 -> "BadRequest";
            case 401 -> "NotAuthenticated";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 409 -> "Conflict";
            default -> "GeneralError";
        };
    }
}
