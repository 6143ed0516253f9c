package io.github.cameldoshii.internal.rest;

/** A body that is not whole, valid JSON of the shape asked for. Its text holds nothing of the body. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
