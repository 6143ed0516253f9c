package io.github.cameldoshii.internal.rest;

/** The body is not complete, valid JSON of the expected shape. The message holds nothing of the body. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
