package io.github.cameldoshii.simulator;

/** A REST call that the service would refuse. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    ApiResponse response() {
        return ApiResponse.error(status, getMessage());
    }
}
