package io.github.cameldoshii.simulator.rest;

/** A REST call that the service would refuse. */
final class RestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RestException(int status, String message) {
        super(message);
        this.status = status;
    }

    Reply reply() {
        return Reply.error(status, getMessage());
    }
}
